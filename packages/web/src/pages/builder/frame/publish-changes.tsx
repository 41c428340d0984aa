import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import type { BuilderState } from "../model/builder-store.ts";
import { ChangeList } from "../versions/change-list.tsx";
import { useIsSame } from "./use-is-same.ts";

/** What a draft would be published after. */
interface Base {
  /** The version that changes are counted from: the active one, else the newest; null without any. */
  readonly from: number | null | undefined;
  /** The one of both that the draft is no different from. */
  readonly same: { readonly version: number; readonly isActive: boolean } | undefined;
  readonly error: Error | null;
}

export function useBase({ workflowId: id, definition }: BuilderState): Base {
  const read = useRead("getWorkflow", { params: { id } }, { isFresh: true });
  const workflow = read.isFetchedAfterMount ? read.data : undefined;
  const { activeVersion = null, latestVersion = null } = workflow ?? {};
  const isActive = useIsSame(id, activeVersion, definition) === true;
  const isLatest = useIsSame(id, latestVersion, definition) === true;
  const version = isActive ? activeVersion : isLatest ? latestVersion : null;
  return {
    from: workflow && (activeVersion ?? latestVersion),
    same: version === null ? undefined : { version, isActive },
    error: read.error,
  };
}

interface ChangesProps {
  readonly shown: BuilderState;
  readonly base: Base;
}

/** What publishing would change. */
export function Changes({ shown, base }: ChangesProps) {
  const { t } = useTranslation("builder");
  const { workflowId, revision, definition } = shown;
  const { from } = base;
  const { data, error } = useRead(
    "diffVersions",
    { params: { id: workflowId }, query: { from: from ?? "draft", to: "draft" } },
    { isEnabled: typeof from === "number", asOf: revision },
  );
  if (from === null) return <p className="text-body text-ink-2">{t("publish.first")}</p>;
  const failure = error ?? base.error;
  if (failure) return <Notice look="error">{messageOf(failure)}</Notice>;
  if (!data || from === undefined) return <Skeleton rows={3} />;
  return <ChangeList changes={data.changes} after={definition} since={from} />;
}
