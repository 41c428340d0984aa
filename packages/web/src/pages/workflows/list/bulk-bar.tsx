import { Download, Power, PowerOff, Trash2 } from "lucide-react";
import { useState } from "react";
import { Group } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../api/me.ts";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/dialog.tsx";
import type { WorkflowSummary } from "./all-workflows.ts";
import { useBulk } from "./bulk.ts";

interface Props {
  readonly chosen: readonly WorkflowSummary[];
  readonly onDone: () => void;
}

/** What can be done with all that are chosen. */
export function BulkBar({ chosen, onDone }: Props) {
  const { t } = useTranslation("workflows");
  const may = useMay();
  const [isDeleting, setDeleting] = useState(false);
  const { isBusy, start } = useBulk(chosen, onDone);
  return (
    <Group
      aria-label={t("bulk.label")}
      className="flex flex-wrap items-center gap-2 border-b border-line bg-accent-bg px-4 py-2"
    >
      <span className="me-auto text-node font-medium text-accent-ink">
        {t("bulk.chosen", { count: chosen.length })}
      </span>
      {may("workflows.publish") && (
        <>
          <Button size="small" isDisabled={isBusy} onPress={() => start("activate")}>
            <Power aria-hidden size={15} />
            {t("activate")}
          </Button>
          <Button size="small" isDisabled={isBusy} onPress={() => start("deactivate")}>
            <PowerOff aria-hidden size={15} />
            {t("deactivate")}
          </Button>
        </>
      )}
      <Button size="small" isDisabled={isBusy} onPress={() => start("export")}>
        <Download aria-hidden size={15} />
        {t("export")}
      </Button>
      {may("workflows.delete") && (
        <Button size="small" kind="danger" isDisabled={isBusy} onPress={() => setDeleting(true)}>
          <Trash2 aria-hidden size={15} />
          {t("delete")}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isDeleting}
        onOpenChange={setDeleting}
        title={t("bulk.delete_title", { count: chosen.length })}
        action={t("delete")}
        isDanger
        onConfirm={() => start("delete")}
      >
        <p>{t("delete_text")}</p>
        <ul className="mt-2 list-disc ps-5">
          {chosen.map(({ id, name }) => (
            <li key={id} dir="auto">
              {name}
            </li>
          ))}
        </ul>
      </ConfirmDialog>
    </Group>
  );
}
