import { type Definition, difference } from "@stepwell/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { VersionComparison } from "../versions/version-comparison.tsx";
import type { ConflictAction } from "./use-conflict-actions.ts";

interface Props {
  readonly theirs: Definition;
  readonly actions: readonly ConflictAction[];
  readonly onClose: () => void;
}

/** The draft of here and the server's in one drawing, and what can be done. */
export function ConflictDialog({ theirs, actions, onClose }: Props) {
  const { t } = useTranslation("builder");
  const mine = useBuilder((state) => state.definition);
  const changes = useMemo(() => difference(mine, theirs), [mine, theirs]);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("conflict.title")}
      width="large"
      footer={(close) =>
        actions.map(({ id, label, act }) => (
          <Button
            key={id}
            onPress={() => {
              close();
              act();
            }}
          >
            {label}
          </Button>
        ))
      }
    >
      <div className="flex flex-col gap-3 md:h-[60vh]">
        <p className="text-body text-ink-2">{t("conflict.hint")}</p>
        <VersionComparison before={mine} after={theirs} changes={changes} />
      </div>
    </Dialog>
  );
}
