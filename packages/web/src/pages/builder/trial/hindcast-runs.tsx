import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { usePath } from "../../../api/environment.ts";
import { TextLink } from "../../../ui/text-link.tsx";

type Report = Answer<"hindcastWorkflow">;
type RunReport = Report["runs"][number];

const shownMax = 50;
const unchanged = new Set<RunReport["class"]>(["identical", "not_started"]);

/** The events whose runs would differ, and in what. */
export function HindcastRuns({ report }: { readonly report: Report }) {
  const { t } = useTranslation("trial");
  const at = usePath();
  const differing = report.runs.filter((run) => !unchanged.has(run.class));
  if (differing.length === 0) return <p className="text-body text-ink-2">{t("hindcast.same")}</p>;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-node font-semibold">
        {t("hindcast.differing", { count: differing.length })}
      </h3>
      <ul className="flex flex-col">
        {differing.slice(0, shownMax).map((run) => (
          <li key={run.eventId} className="flex flex-col gap-1 border-t border-line py-2 text-body">
            <span className="flex flex-wrap items-center gap-3">
              <strong className="font-medium">{t(`class.${run.class}`)}</strong>
              <TextLink href={at(`/events/${run.eventId}`)}>{t("hindcast.event")}</TextLink>
              {run.runId !== null && (
                <TextLink href={at(`/runs/${run.runId}`)}>{t("hindcast.run_before")}</TextLink>
              )}
              {run.detail !== undefined && <span className="text-ink-3">{run.detail}</span>}
            </span>
            <Difference run={run} />
          </li>
        ))}
      </ul>
      {differing.length > shownMax && (
        <p className="text-small text-ink-3">
          {t("hindcast.more", { count: differing.length - shownMax })}
        </p>
      )}
    </section>
  );
}

function Difference({ run: { effects, before, after } }: { readonly run: RunReport }) {
  const lines = [
    ...effects.removed.map((effect) => ["−", textOf(effect)] as const),
    ...effects.added.map((effect) => ["+", textOf(effect)] as const),
    ...effects.changed.map(
      (change) => ["~", `${textOf(change.before)} → ${textOf(change.after)}`] as const,
    ),
  ];
  const isEndOther = before && after && before.status !== after.status;
  return (
    <ul className="flex flex-col gap-0.5">
      {isEndOther && (
        <li>
          <code className="text-ink-2">
            {before.status} → {after.status} {after.message ?? ""}
          </code>
        </li>
      )}
      {lines.map(([sign, text]) => (
        <li key={`${sign}${text}`} className="flex gap-2">
          <code
            aria-hidden
            className={sign === "−" ? "text-bad" : sign === "+" ? "text-ok" : "text-wait"}
          >
            {sign}
          </code>
          <code className="min-w-0 truncate text-ink-2">{text}</code>
        </li>
      ))}
    </ul>
  );
}

function textOf({ stepId, request }: RunReport["effects"]["added"][number]): string {
  return `${stepId} ${JSON.stringify(request).slice(0, 200)}`;
}
