import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Catalog, useCatalog } from "../../../api/catalog.ts";
import { Button } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import { useNow } from "../../../ui/duration.tsx";
import { useRowWindow } from "../../../ui/use-window.ts";
import { instantsIn, workIn } from "../model/attempts.ts";
import { ownSpans } from "../model/own-start.ts";
import { type Fold, timeAxis } from "../model/time-axis.ts";
import { framePathOf, type RunDetail, type StepRun, treeRows } from "../model/step-run-tree.ts";
import { FoldLength, rowHeight, RunBar } from "./bars.tsx";
import { useRunLook } from "./run-context.ts";
import { StepRow } from "./step-row.tsx";
import { isOpen } from "./use-step-runs.ts";

/**
 * All step runs as a table, each below the one that it is part of; with bars it is the timeline.
 * What a bar shows stands beside it in words, so that it needs no second table.
 */
export function StepTable({ hasBars }: { readonly hasBars: boolean }) {
  const { t } = useTranslation("runs");
  const { run, stepRuns, look } = useRunLook();
  const rows = useMemo(() => treeRows(stepRuns.items), [stepRuns.items]);
  const now = useNow(isOpen(run));
  const { steps: types } = useCatalog();
  const axis = useMemo(() => {
    const work = stepRuns.items.filter((one) => isWork(one, types));
    return timeAxis(
      instantsOf(run, stepRuns.items, now),
      work.flatMap((one) => ownSpans(workIn(one, now), one, run)),
    );
  }, [run, stepRuns, now, types]);
  const { place, first, end } = useRowWindow(rows.length, rowHeight);
  const select = ({ stepId, path }: StepRun): void =>
    look({ step: stepId, place: framePathOf(path) || undefined, tab: undefined });
  return (
    <div ref={place} className="min-h-0 flex-1 overflow-auto bg-surface max-lg:max-h-120">
      <table
        aria-label={t(hasBars ? "view.timeline" : "view.list")}
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed border-collapse"
      >
        <Columns hasBars={hasBars} fold={axis.fold} />
        {hasBars && <RunBar run={run} axis={axis} now={now} />}
        <tbody>
          <Space rows={first} />
          {rows.slice(first, end).map((row, index) => (
            <StepRow
              key={row.stepRun.id}
              row={row}
              at={first + index}
              axis={hasBars ? axis : undefined}
              now={now}
              onSelect={select}
            />
          ))}
          <Space rows={rows.length - end} />
        </tbody>
      </table>
      {rows.length === 0 && <p className="p-4 text-body text-ink-2">{t("no_step_runs")}</p>}
      {stepRuns.hasMore && (
        <p className="p-3 text-center">
          <Button size="small" onPress={stepRuns.loadMore}>
            {t("more_step_runs", { shown: rows.length, count: run.stepRunCount })}
          </Button>
        </p>
      )}
    </div>
  );
}

/** In the place of rows that are not in view. */
function Space({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null;
  return <tr aria-hidden style={{ height: rows * rowHeight }} />;
}

interface ColumnsProps {
  readonly hasBars: boolean;
  readonly fold: Fold | undefined;
}

function Columns({ hasBars, fold }: ColumnsProps) {
  const { t } = useTranslation("runs");
  return (
    <thead className="sticky top-0 z-20 bg-surface text-start text-small text-ink-3">
      <tr className="h-9 border-b border-line">
        <th scope="col" className={classes("ps-4 text-start font-medium", hasBars && "sm:w-64")}>
          {t("step")}
        </th>
        <th
          scope="col"
          className={classes("w-36 text-start font-medium", hasBars && "max-sm:hidden")}
        >
          {t("status")}
        </th>
        <th scope="col" className="w-24 text-start font-medium max-sm:hidden">
          {t("duration")}
        </th>
        <th
          scope="col"
          className={classes(
            "relative pe-4 text-start font-medium",
            hasBars ? "max-sm:w-2/5" : "w-36 max-sm:hidden",
          )}
        >
          <span className={classes(fold && "sr-only")}>{t(hasBars ? "over_time" : "started")}</span>
          {hasBars && fold && <FoldLength fold={fold} />}
        </th>
      </tr>
    </thead>
  );
}

/** Waits do nothing meanwhile; what holds branches or repeats is as busy as the steps inside. */
function isWork({ type }: StepRun, types: Catalog["steps"]): boolean {
  const kind = types.get(type)?.kind;
  return kind !== "wait" && kind !== "control";
}

function instantsOf(run: RunDetail, stepRuns: readonly StepRun[], now: number): readonly number[] {
  const { createdAt, startedAt, resumedAt = null, endedAt } = run;
  const times = [createdAt, startedAt, resumedAt, endedAt, ...stepRuns.flatMap(instantsIn)];
  const known = times.flatMap((time) => (time === null ? [] : [Date.parse(time)]));
  return isOpen(run) ? [...known, now] : known;
}
