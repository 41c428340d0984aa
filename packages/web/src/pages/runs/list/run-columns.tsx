import { Lock } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import type { DataColumn } from "../../../ui/data-table.tsx";
import { StatusBadge } from "../../../ui/status-badge.tsx";
import { Time } from "../../../ui/time.tsx";
import { RunDuration } from "../run-duration.tsx";
import { useRunTexts } from "../run-texts.ts";
import type { RunSummary } from "./run-summary.ts";

/** Names of workflows by their ids, archived ones too: their runs stay. An id where none is known. */
function useWorkflowNames(): (id: string) => string {
  const { data } = useRead("listWorkflows", { query: { limit: 200 } });
  const { data: archived } = useRead("listWorkflows", { query: { limit: 200, archived: "true" } });
  return useMemo(() => {
    const all = [...(archived?.items ?? []), ...(data?.items ?? [])];
    const names = new Map(all.map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? id;
  }, [data, archived]);
}

export function useRunColumns(hasWorkflow: boolean): readonly DataColumn<RunSummary>[] {
  const { t } = useTranslation("runs");
  // Here and not in the cells: what waits for texts inside of a table makes it begin again, for ever.
  const { why } = useRunTexts();
  return useMemo(() => {
    const name: DataColumn<RunSummary> = {
      id: "workflow",
      title: hasWorkflow ? t("workflow") : t("run"),
      isRowHeader: true,
      className: "max-w-80",
      cell: (run) => <RunName run={run} hasWorkflow={hasWorkflow} />,
    };
    return [
      {
        id: "status",
        title: t("status"),
        className: "w-36",
        cell: (run) => <StatusBadge status={run.status} />,
      },
      name,
      {
        id: "why",
        title: t("why"),
        isWideOnly: true,
        className: "max-w-96",
        cell: (run) => <Why words={why(run)} />,
      },
      {
        id: "version",
        title: t("version"),
        isWideOnly: true,
        className: "w-20 tabular-nums",
        cell: ({ version }) => `v${version}`,
      },
      {
        id: "started",
        title: t("started"),
        className: "w-36 whitespace-nowrap",
        cell: ({ createdAt }) => <Time at={createdAt} />,
      },
      {
        id: "duration",
        title: t("duration"),
        isWideOnly: true,
        className: "w-28 tabular-nums",
        cell: (run) => <RunDuration run={run} />,
      },
    ];
  }, [t, why, hasWorkflow]);
}

function RunName({
  run,
  hasWorkflow,
}: {
  readonly run: RunSummary;
  readonly hasWorkflow: boolean;
}) {
  const { t } = useTranslation("runs");
  const nameOf = useWorkflowNames();
  return (
    <span className="flex min-w-0 items-center gap-2">
      {hasWorkflow && (
        <span dir="auto" className="truncate font-medium">
          {nameOf(run.workflowId)}
        </span>
      )}
      <span className={hasWorkflow ? "text-ink-3 tabular-nums" : "font-medium tabular-nums"}>
        #{run.number}
      </span>
      {run.followedBy !== null && (
        <span className="text-small whitespace-nowrap text-ink-3 tabular-nums">
          <span className="sr-only">{t("repeated_by")}</span>
          <span aria-hidden title={t("repeated_by")}>
            →
          </span>{" "}
          #{run.followedBy}
        </span>
      )}
      {run.confidential && (
        <span title={t("confidential")} className="text-ink-3">
          <Lock aria-hidden size={13} />
          <span className="sr-only">{t("confidential")}</span>
        </span>
      )}
    </span>
  );
}

function Why({ words }: { readonly words: string }) {
  return (
    <span dir="auto" className="block truncate text-ink-2 first-letter:uppercase" title={words}>
      {words}
    </span>
  );
}

export function WorkflowName({ id }: { readonly id: string }) {
  const nameOf = useWorkflowNames();
  return (
    <span dir="auto" className="block truncate">
      {nameOf(id)}
    </span>
  );
}
