import { Archive, Check, CircleDashed, CircleOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../ui/badge.tsx";

interface Props {
  readonly workflow: {
    readonly active: boolean;
    readonly activeVersion: number | null;
    readonly latestVersion: number | null;
    readonly archived: boolean;
  };
}

/** Which version of a workflow takes events, if any. */
export function WorkflowBadge({ workflow }: Props) {
  const { t } = useTranslation("workflows");
  const { active, activeVersion, latestVersion, archived } = workflow;
  if (archived)
    return (
      <Badge>
        <Archive aria-hidden size={12} />
        {t("state.archived")}
      </Badge>
    );
  if (active && activeVersion !== null)
    return (
      <Badge look="ok">
        <Check aria-hidden size={12} strokeWidth={3} />
        {t("state.active", { version: activeVersion })}
      </Badge>
    );
  if (latestVersion === null)
    return (
      <Badge>
        <CircleDashed aria-hidden size={12} />
        {t("state.draft")}
      </Badge>
    );
  return (
    <Badge>
      <CircleOff aria-hidden size={12} />
      {t("state.inactive")}
    </Badge>
  );
}
