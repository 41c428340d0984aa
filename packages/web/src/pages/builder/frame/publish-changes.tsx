import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import type { BuilderState } from "../model/builder-store.ts";
import { ChangeList } from "../versions/change-list.tsx";
import type { Base } from "./use-base.ts";

interface Props {
  readonly shown: BuilderState;
  readonly base: Exclude<Base, { readonly kind: "same" }>;
}

/** What publishing would change. */
export function PublishChanges({ shown, base }: Props) {
  const { t } = useTranslation("builder");
  if (base.kind === "unknown") return <Skeleton rows={3} />;
  if (base.kind === "failed") return <Notice look="error">{messageOf(base.error)}</Notice>;
  if (base.kind === "first") return <p className="text-body text-ink-2">{t("publish.first")}</p>;
  return <ChangesSince shown={shown} from={base.from} />;
}

interface SinceProps extends Pick<Props, "shown"> {
  readonly from: number;
}

function ChangesSince({ shown: { workflowId, revision, definition }, from }: SinceProps) {
  const { data, error } = useRead(
    "diffVersions",
    { params: { id: workflowId }, query: { from, to: "draft" } },
    { asOf: revision },
  );
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  if (!data) return <Skeleton rows={3} />;
  return <ChangeList changes={data.changes} after={definition} since={from} />;
}
