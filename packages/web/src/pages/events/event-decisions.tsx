import { Check, CircleSlash, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";
import { usePath } from "../../api/environment.ts";
import { useRead } from "../../api/queries.ts";
import { Card } from "../../ui/card.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { TextLink } from "../../ui/text-link.tsx";

type EventDetail = Answer<"getEvent">;
type Decision = EventDetail["decisions"][number];

const icons = {
  started: Check,
  queued: Check,
  condition_not_met: CircleSlash,
  condition_failed: TriangleAlert,
  cycle_limit: TriangleAlert,
} as const;

const colours = {
  started: "text-ok",
  queued: "text-run",
  condition_not_met: "text-skip",
  condition_failed: "text-bad",
  cycle_limit: "text-wait",
} as const;

/** Why each workflow did or did not run, and the runs that were made of the event since. */
export function EventDecisions({ event }: { readonly event: EventDetail }) {
  const { t } = useTranslation("events");
  const decided = new Set(event.decisions.flatMap(({ runId }) => runId ?? []));
  const later = event.runs.filter(({ id }) => !decided.has(id));
  return (
    <div className="flex flex-col gap-5">
      <Card title={t("decisions")} description={t("decisions_text")}>
        {event.decisions.length === 0 && (
          <p className="text-body text-ink-2">{t("nobody_listened")}</p>
        )}
        <ul className="flex flex-col gap-4">
          {event.decisions.map((decision) => (
            <DecisionRow
              key={`${decision.workflowId} ${decision.version}`}
              decision={decision}
              event={event}
            />
          ))}
        </ul>
      </Card>
      {later.length > 0 && (
        <Card title={t("later_runs")}>
          <ul className="flex flex-col gap-2">
            {later.map(({ id, number, status }) => (
              <li key={id} className="flex items-center gap-2">
                <StatusBadge status={status} />
                <RunLink id={id} number={number} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

interface RowProps {
  readonly decision: Decision;
  readonly event: EventDetail;
}

function DecisionRow({ decision, event }: RowProps) {
  const { t } = useTranslation("events");
  const at = usePath();
  const { workflowId, version, outcome, detail, runId } = decision;
  const { data } = useRead("getWorkflow", { params: { id: workflowId } });
  const Icon = icons[outcome];
  const run = event.runs.find(({ id }) => id === runId);
  return (
    <li className="flex gap-2.5">
      <Icon aria-hidden size={17} className={`mt-0.5 shrink-0 ${colours[outcome]}`} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="text-body">
          <TextLink href={at(`/workflows/${workflowId}`)} className="font-medium">
            {data?.name ?? workflowId}
          </TextLink>{" "}
          <span className="text-ink-3">v{version}</span>
        </p>
        <p className="text-node text-ink-2">{t(`decision.${outcome}`)}</p>
        {detail !== undefined && (outcome === "condition_failed" || outcome === "cycle_limit") && (
          <p dir="auto" className="text-small break-words text-ink-3">
            {detail}
          </p>
        )}
        {run && (
          <p className="flex items-center gap-2">
            <StatusBadge status={run.status} />
            <RunLink id={run.id} number={run.number} />
          </p>
        )}
      </div>
    </li>
  );
}

function RunLink({ id, number }: { readonly id: string; readonly number: number }) {
  const { t } = useTranslation("events");
  const at = usePath();
  return <TextLink href={at(`/runs/${id}`)}>{t("run_number", { number })}</TextLink>;
}
