import { useTranslation } from "react-i18next";
import type { WorkflowSummary } from "./all-workflows.ts";

type Stats = NonNullable<WorkflowSummary["stats"]>;

const height = 20;
const step = 8;
const barWidth = 6;

/** How the runs of the last days ended: a bar a day, and the sum in words. */
export function SuccessBars({ days }: { readonly days: Stats["days"] }) {
  const { t } = useTranslation("workflows");
  const succeeded = days.reduce((sum, day) => sum + day.succeeded, 0);
  const ended = days.reduce((sum, day) => sum + day.succeeded + day.failed, 0);
  if (ended === 0) return <span className="text-ink-3">{t("no_runs")}</span>;
  const most = Math.max(...days.map((day) => day.succeeded + day.failed));
  const percent = Math.floor((100 * succeeded) / ended);
  return (
    <span
      className="inline-flex items-center gap-2.5 whitespace-nowrap"
      title={t("success_of", { succeeded, count: ended, days: days.length })}
    >
      <svg aria-hidden width={days.length * step} height={height}>
        {days.map((day, index) => (
          <Bar key={day.start} day={day} most={most} x={index * step} />
        ))}
      </svg>
      <span className="tabular-nums">{t("percent", { percent })}</span>
    </span>
  );
}

interface BarProps {
  readonly day: Stats["days"][number];
  readonly most: number;
  readonly x: number;
}

function Bar({ day: { succeeded, failed }, most, x }: BarProps) {
  const room = height - 2;
  const good = succeeded === 0 ? 0 : Math.max(2, (succeeded / most) * room);
  const bad = failed === 0 ? 0 : Math.max(2, (failed / most) * room);
  return (
    <>
      <rect x={x} y={height - 2} width={barWidth} height={2} className="fill-line" />
      <rect x={x} y={height - good} width={barWidth} height={good} className="fill-ok" />
      <rect x={x} y={height - good - bad} width={barWidth} height={bad} className="fill-bad" />
    </>
  );
}
