import { useTranslation } from "react-i18next";
import { useMay } from "../../api/me.ts";
import { useRead } from "../../api/queries.ts";

/** `5 of 6 active, 9 of 20 workflows`. */
export function LimitsLine() {
  const { t } = useTranslation("workflows");
  const may = useMay();
  const { data } = useRead("getLimits", {}, { isEnabled: may("settings.read") });
  if (!data) return <span>&nbsp;</span>;
  const { limits, used } = data;
  return (
    <span className="tabular-nums">
      {t("limits", {
        active: used["activeWorkflowsMax"],
        activeMax: limits["activeWorkflowsMax"],
        all: used["workflowsMax"],
        allMax: limits["workflowsMax"],
      })}
    </span>
  );
}
