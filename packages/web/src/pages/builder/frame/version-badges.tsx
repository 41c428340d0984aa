import { type Json, jsonEqual } from "@stepwell/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { Badge } from "../../../ui/badge.tsx";
import { useBuilder } from "../model/builder-store.ts";

/** Which version events start, and whether the draft has gone on since. */
export function VersionBadges({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation("builder");
  const { data } = useRead("getWorkflow", { params: { id: workflowId } });
  const version = data?.activeVersion ?? undefined;
  const isChanged = useIsChanged(workflowId, version);
  if (version === undefined) return <Badge>{t("not_active")}</Badge>;
  return (
    <span className="flex items-center gap-1.5">
      <Badge look="ok">{t("active_version", { version })}</Badge>
      {isChanged && <Badge look="wait">{t("changed_since", { version })}</Badge>}
    </span>
  );
}

function useIsChanged(id: string, version: number | undefined): boolean {
  const definition = useBuilder((state) => state.definition);
  const { data } = useRead(
    "getVersion",
    { params: { id, n: version ?? 0 } },
    { isEnabled: version !== undefined },
  );
  const published = data?.definition;
  return useMemo(
    () => published !== undefined && !jsonEqual(definition as unknown as Json, published),
    [definition, published],
  );
}
