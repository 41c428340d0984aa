import { Ellipsis, Eye, Power, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../api/me.ts";
import { afterClosing } from "../../../ui/after-closing.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { useVersionWrites } from "./version-writes.ts";
import type { Workflow } from "./workflow-page.tsx";

interface Props {
  readonly workflow: Workflow;
  readonly version: { readonly version: number; readonly active: boolean };
  readonly onShow: (version: number) => void;
}

export function VersionMenu({ workflow, version: { version, active }, onShow }: Props) {
  const { t } = useTranslation("workflows");
  const may = useMay();
  const { restore, activate } = useVersionWrites(workflow);
  const label = t("version.menu", { version });
  return (
    <Menu
      label={label}
      trigger={
        <IconButton label={label}>
          <Ellipsis aria-hidden size={16} />
        </IconButton>
      }
    >
      <MenuItem
        icon={<Eye aria-hidden size={16} />}
        onAction={() => afterClosing(() => onShow(version))}
      >
        {t("version.view")}
      </MenuItem>
      {may("workflows.write") && (
        <MenuItem icon={<Undo2 aria-hidden size={16} />} onAction={() => restore(version)}>
          {t("version.restore")}
        </MenuItem>
      )}
      {may("workflows.publish") && !active && (
        <MenuItem icon={<Power aria-hidden size={16} />} onAction={() => activate(version)}>
          {t("activate")}
        </MenuItem>
      )}
    </Menu>
  );
}
