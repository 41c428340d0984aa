import type { Definition } from "@stepwell/core";
import { ChevronDown, CloudDownload, CloudUpload, Copy, Eye, TriangleAlert } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyDialog } from "../../../app/lazy-part.tsx";
import { Button } from "../../../ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../../ui/menu.tsx";
import { useConflictActions } from "./use-conflict-actions.ts";

/** Seldom needed, and it compares definitions. */
const ConflictDialog = lazyDialog(
  async () => (await import("./conflict-dialog.tsx")).ConflictDialog,
);

const icons = { take_theirs: CloudDownload, keep_mine: CloudUpload, copy_mine: Copy } as const;

/** Somebody else saved meanwhile: what that was, and what is to become of both. */
export function ConflictNote({ theirs }: { readonly theirs: Definition }) {
  const { t } = useTranslation("builder");
  const { actions, isPending } = useConflictActions();
  const [isSeen, setSeen] = useState(false);
  return (
    <span className="flex flex-wrap items-center gap-1.5 text-wait">
      <TriangleAlert aria-hidden size={14} /> {t("save.conflict")}
      <Menu
        label={t("conflict.decide")}
        trigger={
          <Button size="small" isPending={isPending}>
            {t("conflict.decide")}
            <ChevronDown aria-hidden size={14} />
          </Button>
        }
      >
        <MenuItem icon={<Eye aria-hidden size={16} />} onAction={() => setSeen(true)}>
          {t("conflict.see")}
        </MenuItem>
        <MenuSeparator />
        {actions.map(({ id, label, act }) => {
          const Icon = icons[id];
          return (
            <MenuItem key={id} icon={<Icon aria-hidden size={16} />} onAction={act}>
              {label}
            </MenuItem>
          );
        })}
      </Menu>
      <Suspense>
        {isSeen && (
          <ConflictDialog theirs={theirs} actions={actions} onClose={() => setSeen(false)} />
        )}
      </Suspense>
    </span>
  );
}
