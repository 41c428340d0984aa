import type { Place } from "@stepwell/core";
import { Plus } from "lucide-react";
import { useRef } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useSlotLook } from "../drag/drag-store.ts";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { usePicker } from "../picker/picker-provider.tsx";

/** Where what a finger drags would fall. */
const dropLine =
  "pointer-events-none absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 rounded-full data-[slot=near]:bg-accent data-[slot=open]:bg-accent-bg";

interface Props {
  readonly place: Place;
  /** Of the step that stands there now. */
  readonly title: string;
}

/** On the line above a step: a small plus, which grows where one comes near; larger under fingers. */
export function AddBetween({ place, title }: Props) {
  const { t } = useTranslation("builder");
  const picker = usePicker();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const button = useRef<HTMLButtonElement>(null);
  const store = useBuilderStore();
  const slot = useSlotLook(place, () => store.getState().definition);
  if (isReadOnly) return null;
  const label = t("add_step_before", { title });
  return (
    <>
      <span aria-hidden data-place={JSON.stringify(place)} data-slot={slot} className={dropLine} />
      <Button
        ref={button}
        aria-label={label}
        data-add-before
        onPress={() => button.current && picker.open(place, button.current)}
        className="group/plus absolute start-18.5 top-1/2 z-10 flex h-6 w-6 -translate-x-1/2 -translate-y-1/2 items-center justify-center rtl:translate-x-1/2 rounded-full outline-none pointer-coarse:h-8 pointer-coarse:w-13"
      >
        <span
          title={label}
          className="flex size-4 items-center justify-center rounded-full text-ink-3 transition-all duration-100 group-data-focus-visible/plus:size-6 group-data-focus-visible/plus:bg-accent group-data-focus-visible/plus:text-on-accent group-data-hovered/plus:size-6 group-data-hovered/plus:bg-accent group-data-hovered/plus:text-on-accent group-data-pressed/plus:size-6 group-data-pressed/plus:bg-accent group-data-pressed/plus:text-on-accent"
        >
          <Plus aria-hidden size={14} strokeWidth={2.5} />
        </span>
      </Button>
    </>
  );
}
