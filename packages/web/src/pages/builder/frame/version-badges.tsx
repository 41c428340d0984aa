import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { Badge } from "../../../ui/badge.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { useIsSame } from "./use-is-same.ts";

/** Which version events start, and whether the draft has gone on since. */
export function VersionBadges({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation("builder");
  const { data } = useRead("getWorkflow", { params: { id: workflowId } });
  const version = data?.activeVersion ?? null;
  const definition = useBuilder((state) => state.definition);
  const { isSame } = useIsSame(workflowId, version, definition);
  if (version === null) return <Badge>{t("not_active")}</Badge>;
  return (
    <span className="flex items-center gap-1.5">
      <Badge look="ok">{t("active_version", { version })}</Badge>
      {isSame === false && <Badge look="wait">{t("changed_since", { version })}</Badge>}
    </span>
  );
}
