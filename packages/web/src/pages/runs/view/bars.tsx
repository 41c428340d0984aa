import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { classes } from "../../../ui/classes.ts";
import { durationWords } from "../../../ui/duration-words.ts";
import { StatusBadge, StatusSign } from "../../../ui/status-badge.tsx";
import { segmentsOf } from "../model/attempts.ts";
import { isFromBefore, ownSpans, ownStart } from "../model/own-start.ts";
import type { RunDetail, StepRun } from "../model/step-run-tree.ts";
import type { Fold, TimeAxis } from "../model/time-axis.ts";
import { RunDuration } from "../run-duration.tsx";
import { useRunLook } from "./run-context.ts";

/* Bars of the timeline: queued is an outline, running solid, waiting hatched, each attempt a segment. */

export const rowHeight = 40;

const looks = {
  queued: "border border-control-line",
  running: "bg-run",
  waiting: "border border-wait hatched text-wait",
  succeeded: "bg-ok",
  failed: "bg-bad",
  canceled: "bg-skip",
  rejected: "bg-wait",
} as const;

interface PieceProps {
  readonly from: number;
  readonly to: number;
  readonly axis: TimeAxis;
  readonly look: keyof typeof looks;
  /** Of the run before this one. */
  readonly isFaint?: boolean;
}

/** Nothing is so short that it cannot be seen. */
function Piece({ from, to, axis, look, isFaint = false }: PieceProps) {
  const start = axis.at(from);
  const width = axis.at(to) - start;
  return (
    <span
      style={{
        insetInlineStart: `min(${start * 100}%, calc(100% - 4px))`,
        width: `max(4px, ${width * 100}%)`,
      }}
      className={classes(
        "absolute top-1/2 h-3 -translate-y-1/2 rounded-small",
        looks[look],
        isFaint && "opacity-40",
      )}
    />
  );
}

interface BarProps {
  readonly stepRun: StepRun;
  readonly axis: TimeAxis;
  readonly now: number;
}

export function Bar({ stepRun, axis, now }: BarProps) {
  const { steps } = useCatalog();
  const { run } = useRunLook();
  const { status, type } = stepRun;
  // What was there to wait is hatched also when the wait is over.
  const isWait = steps.get(type)?.kind === "wait" && status === "succeeded";
  return (
    <Line axis={axis}>
      {ownSpans(segmentsOf(stepRun, now), stepRun, run).map(({ from, to, look }) => (
        <Piece
          key={`${from} ${to} ${look}`}
          from={from}
          to={to}
          axis={axis}
          look={isWait ? "waiting" : look}
          isFaint={isFromBefore(stepRun, run)}
        />
      ))}
    </Line>
  );
}

/** The place of a row's bars, with the pause that is folded in all of them. */
function Line({ axis, children }: { readonly axis: TimeAxis; readonly children: ReactNode }) {
  return (
    <div aria-hidden className="relative h-9">
      {axis.fold && (
        <span
          style={placeOf(axis.fold)}
          className="absolute inset-y-0 border-x border-dashed border-edge bg-sunken"
        />
      )}
      {children}
    </div>
  );
}

function placeOf({ start, end }: Fold) {
  return { insetInlineStart: `${start * 100}%`, width: `${(end - start) * 100}%` };
}

interface RunBarProps {
  readonly run: RunDetail;
  readonly axis: TimeAxis;
  readonly now: number;
}

/** The whole run: queued, then running. */
export function RunBar({ run, axis, now }: RunBarProps) {
  const { t } = useTranslation("runs");
  const created = Date.parse(run.createdAt);
  const own = ownStart(run);
  const started = own === null ? now : Date.parse(own);
  const ended = run.endedAt === null ? now : Date.parse(run.endedAt);
  return (
    <tbody>
      <tr style={{ height: rowHeight }} className="border-b border-line">
        <th scope="row" className="ps-4 text-start text-node font-semibold">
          <span className="flex items-center gap-2">
            <span className="inline-flex sm:hidden">
              <StatusSign status={run.status} />
            </span>
            {t("whole_run")}
          </span>
        </th>
        <td className="max-sm:hidden">
          <StatusBadge status={run.status} />
        </td>
        <td className="text-small text-ink-2 tabular-nums max-sm:hidden">
          <RunDuration run={run} />
        </td>
        <td className="pe-4">
          <Line axis={axis}>
            {started > created && <Piece from={created} to={started} axis={axis} look="queued" />}
            {own !== null && <Piece from={started} to={ended} axis={axis} look={run.status} />}
          </Line>
        </td>
      </tr>
    </tbody>
  );
}

/** How long the folded pause is, above its place. */
export function FoldLength({ fold }: { readonly fold: Fold }) {
  const { t, i18n } = useTranslation("runs");
  const length = durationWords(fold.to - fold.from, i18n.language);
  return (
    <span className="absolute inset-y-0 start-0 end-4">
      <span style={placeOf(fold)} className="absolute inset-y-0 flex items-center justify-center">
        <span className="bg-surface px-1 text-label font-medium whitespace-nowrap">
          {t("folded", { length })}
        </span>
      </span>
    </span>
  );
}
