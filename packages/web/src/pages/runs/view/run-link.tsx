import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { useRead } from "../../../api/queries.ts";
import { codeOf } from "../../../api/refusal.ts";
import { TextLink } from "../../../ui/text-link.tsx";
import { useRunLook } from "./run-context.ts";

/** Another run, by its number; one of another workflow by that one's name too. */
export function RunLink({ id }: { readonly id: string }) {
  const { t } = useTranslation("runs");
  const at = usePath();
  const { run: own } = useRunLook();
  // The number of a run stays.
  const { data: run, error } = useRead("getRunSummary", { params: { id } }, { asOf: "number" });
  const isForeign = run !== undefined && run.workflowId !== own.workflowId;
  const { data: workflow } = useRead(
    "getWorkflow",
    { params: { id: run?.workflowId ?? "" } },
    { isEnabled: isForeign },
  );
  if (codeOf(error) === "not_found") return <span className="text-ink-3">{t("deleted_run")}</span>;
  return (
    <TextLink href={at(`/runs/${id}`)} className="flex min-w-0">
      {isForeign && <span className="max-w-44 truncate pe-1">{workflow?.name}</span>}
      {run ? `#${run.number}` : t("run")}
    </TextLink>
  );
}
