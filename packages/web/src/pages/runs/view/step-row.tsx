import { walkSteps } from "@stepwell/core";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { StepTile } from "../../../canvas/step-tile.tsx";
import { classes } from "../../../ui/classes.ts";
import { StatusBadge, StatusSign } from "../../../ui/status-badge.tsx";
import { Time } from "../../../ui/time.tsx";
import { useStepTexts } from "../../builder/model/step-texts.ts";
import type { StepRun, TreeRow } from "../model/step-run-tree.ts";
import type { TimeAxis } from "../model/time-axis.ts";
import { Bar, rowHeight } from "./bars.tsx";
import { isFromBefore } from "../model/own-start.ts";
import { StepDuration } from "../run-duration.tsx";
import { useRunLook } from "./run-context.ts";

interface Props {
  readonly row: TreeRow;
  readonly at: number;
  /** Where there are bars. */
  readonly axis: TimeAxis | undefined;
  readonly now: number;
  readonly onSelect: (stepRun: StepRun) => void;
}

export function StepRow({ row, at, axis, now, onSelect }: Props) {
  const { stepRun } = row;
  const { shown, search } = useRunLook();
  const isSelected =
    search.step === stepRun.stepId && shown.byStepId.get(stepRun.stepId)?.path === stepRun.path;
  return (
    <tr
      aria-rowindex={at + 2}
      style={{ height: rowHeight }}
      className={classes("border-b border-line", isSelected ? "bg-accent-bg" : "hover:bg-sunken")}
    >
      <th scope="row" className="ps-4 pe-2 font-normal">
        <NameButton
          row={row}
          at={at}
          isSelected={isSelected}
          hasSign={axis !== undefined}
          onSelect={onSelect}
        />
      </th>
      <td className={classes(axis && "max-sm:hidden")}>
        <StatusBadge status={stepRun.status} />
      </td>
      <td className="text-small text-ink-2 tabular-nums max-sm:hidden">
        <StepDuration stepRun={stepRun} />
      </td>
      <td className={classes("pe-4", !axis && "max-sm:hidden")}>
        {axis ? (
          <Bar stepRun={stepRun} axis={axis} now={now} />
        ) : (
          <Time at={stepRun.startedAt} className="text-small text-ink-2" />
        )}
      </td>
    </tr>
  );
}

/** Up and down go from row to row. */
function walkRows(pressed: KeyboardEvent<HTMLElement>): void {
  const step = pressed.key === "ArrowDown" ? 1 : pressed.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const at = Number(pressed.currentTarget.dataset["row"]) + step;
  const next = document.querySelector<HTMLElement>(`[data-row="${at}"]`);
  if (!next) return;
  pressed.preventDefault();
  next.focus();
}

interface NameProps extends Pick<Props, "row" | "at" | "onSelect"> {
  readonly isSelected: boolean;
  /** On phones the status is told here: the bars have its place. */
  readonly hasSign: boolean;
}

function NameButton({ row, at, isSelected, hasSign, onSelect }: NameProps) {
  const { stepRun, depth, iteration } = row;
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const { steps } = useCatalog();
  const type = steps.get(stepRun.type);
  const nameOf = useStepNames();
  return (
    <button
      type="button"
      data-row={at}
      aria-pressed={isSelected}
      onClick={() => onSelect(stepRun)}
      onKeyDown={walkRows}
      style={{ paddingInlineStart: depth * 16 }}
      className="flex min-h-8 w-full items-center gap-2 rounded-small text-start text-node"
    >
      {hasSign && (
        <span className="inline-flex sm:hidden">
          <StatusSign status={stepRun.status} />
        </span>
      )}
      <span className="inline-flex max-sm:hidden">
        <StepTile isSmall icon={type?.icon ?? "box"} family={type?.group ?? "flow"} />
      </span>
      <span dir="auto" className="truncate font-medium">
        {nameOf(stepRun)}
      </span>
      {iteration !== undefined && (
        <span className="shrink-0 text-small text-ink-3 tabular-nums">
          {t("loop.turn", { at: iteration + 1 })}
        </span>
      )}
      {isFromBefore(stepRun, run) && (
        <span className="shrink-0 text-small text-ink-3">{t("from_before")}</span>
      )}
      {stepRun.attempts > 1 && (
        <span className="shrink-0 text-small text-wait tabular-nums">
          {t("attempts_count", { count: stepRun.attempts })}
        </span>
      )}
    </button>
  );
}

/** The titles that the steps have in the version of the run. */
export function useStepNames(): (stepRun: Pick<StepRun, "stepId" | "type">) => string {
  const { definition } = useRunLook();
  const { stepTitle, typeTitle } = useStepTexts();
  return ({ stepId, type }) => {
    if (definition)
      for (const { step } of walkSteps(definition)) if (step.id === stepId) return stepTitle(step);
    return typeTitle(type);
  };
}
