import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../api/me.ts";
import { useWrite } from "../../../api/queries.ts";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import { Switch } from "../../../ui/switch.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { LimitDialog } from "./limit-dialog.tsx";
import type { Workflow } from "./workflow-page.tsx";

/** Whether its trigger starts runs. */
export function StatusSwitch({ workflow }: { readonly workflow: Workflow }) {
  const { t } = useTranslation("workflows");
  const may = useMay();
  const [isLimitReached, setLimitReached] = useState(false);
  const params = { id: workflow.id };
  const deactivate = useWrite("deactivateWorkflow");
  const activate = useWrite("activateWorkflow", { isErrorShown: true });
  const start = (): void =>
    activate.mutate(
      { params, body: {} },
      {
        onSuccess: () => setLimitReached(false),
        onError(error) {
          if (codeOf(error) === "limit_reached") setLimitReached(true);
          else toast({ text: messageOf(error), look: "error" });
        },
      },
    );
  if (!may("workflows.publish")) return null;
  const isUnpublished = workflow.latestVersion === null;
  return (
    <>
      <span title={isUnpublished ? t("detail.publish_first") : undefined} className="px-1">
        <Switch
          isSelected={workflow.active}
          isDisabled={isUnpublished || activate.isPending || deactivate.isPending}
          onChange={(isOn) => (isOn ? start() : deactivate.mutate({ params }))}
        >
          {t("filter.active")}
          {isUnpublished && <span className="sr-only">{t("detail.publish_first")}</span>}
        </Switch>
      </span>
      {isLimitReached && (
        <LimitDialog onRetry={start} onClose={() => setLimitReached(false)}>
          {messageOf(activate.error)}
        </LimitDialog>
      )}
    </>
  );
}
