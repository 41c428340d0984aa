import type { Place } from "@stepwell/core";
import { Plus } from "lucide-react";
import { Button } from "react-aria-components";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { TreeRow } from "../../../ui/tree.tsx";
import { useSlotLook } from "../drag/drag-store.ts";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { usePicker } from "../picker/picker-provider.tsx";

/** The last row of each list: where the next step goes. */
export function AddRow({ id, place }: { readonly id: string; readonly place: Place }) {
  const { t } = useTranslation("builder");
  const picker = usePicker();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const store = useBuilderStore();
  const slot = useSlotLook(place, () => store.getState().definition);
  const button = useRef<HTMLButtonElement>(null);
  const open = (): void => {
    if (button.current) picker.open(place, button.current);
  };
  if (isReadOnly) return null;
  return (
    <TreeRow
      id={`${id}+`}
      textValue={t("add_step")}
      hasRoomForHandle
      onAction={open}
      content={
        <Button
          ref={button}
          onPress={open}
          data-place={JSON.stringify(place)}
          data-slot={slot}
          className="data-[slot=near]:bg-accent data-[slot=near]:text-on-accent data-[slot=open]:bg-accent-bg flex h-8 items-center gap-3 rounded-control px-0.5 pe-2 text-node text-ink-2 data-hovered:text-accent-ink"
        >
          <Plus aria-hidden size={15} />
          {t("add_step")}
        </Button>
      }
    />
  );
}
