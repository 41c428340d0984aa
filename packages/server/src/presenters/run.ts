import type { History, Run, RunRow, StepFailure, StepRun } from "@stepwell/core";
import { hiddenMark, hiddenText, type Sight } from "../sight.ts";
import { presentEventFields } from "./event-fields.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

/** Step runs that come with a run; more are read by pages. */
const stepRunsShown = 500;

export function presentRunSummary(row: RunRow, { confidential, hidden }: Sight) {
  const { id, number, workflowId, version, eventId, status, attempt } = row;
  return {
    id,
    number,
    workflowId,
    version,
    eventId,
    status,
    attempt,
    confidential,
    reason: row.reason ?? null,
    message: hidden ? null : (row.message ?? null),
    createdAt: isoTime(row.createdAt),
    startedAt: isoTimeOrNull(row.startedAt),
    endedAt: isoTimeOrNull(row.endedAt),
    rerunOf: row.rerunOf ?? null,
    parentId: row.parentId ?? null,
  };
}

export interface RunParts extends History {
  readonly row: RunRow;
  readonly reruns: readonly RunRow[];
}

export function presentRun({ row, run, stepRuns, reruns }: RunParts, sight: Sight) {
  const { event } = run.identity;
  return {
    ...presentRunSummary(row, sight),
    event: { ...presentEventFields(event), data: sight.hidden ? hiddenMark : event.data },
    ...(sight.hidden ? hiddenResults(run) : presentResults(run)),
    ...(run.resumedAt !== undefined && { resumedAt: isoTime(run.resumedAt) }),
    ...(run.failure && { error: presentFailure(run.failure, sight) }),
    stepRuns: stepRuns
      .slice(0, stepRunsShown)
      .map((stepRun) => presentStepRun(run, stepRun, sight)),
    stepRunCount: stepRuns.length,
    reruns: reruns.map(({ id }) => id),
  };
}

function presentResults(run: Run) {
  return {
    output: run.output ?? null,
    ...(run.messages.length > 0 && { messages: [...run.messages] }),
    ...(run.response && { response: run.response }),
    ...(Object.keys(run.vars).length > 0 && { variables: run.vars }),
  };
}

/** That there was a response is known from the definition; that it was given, from the status. */
function hiddenResults({ response }: Run) {
  const { status = 0 } = response ?? {};
  return {
    output: hiddenMark,
    variables: hiddenMark,
    ...(response && { response: { status, headers: {}, body: hiddenMark } }),
  };
}

export function presentStepRun({ identity }: Run, stepRun: StepRun, sight: Sight) {
  const { stepId, type, path, status, attempts, input, output, failure, log } = stepRun;
  const { nextAt, calledRunId } = stepRun;
  const { hidden } = sight;
  return {
    id: `${identity.id}:${path}`,
    stepId,
    type,
    path,
    status,
    attempts,
    input: hidden ? hiddenMark : input,
    startedAt: isoTime(stepRun.startedAt),
    endedAt: isoTimeOrNull(stepRun.endedAt),
    ...(output !== undefined && { output: hidden ? hiddenMark : output }),
    ...(failure && { error: presentFailure(failure, sight) }),
    ...(log.length > 0 && !hidden && { log: [...log] }),
    ...(nextAt !== undefined && { nextAt: isoTime(nextAt) }),
    ...(calledRunId !== undefined && { calledRunId }),
  };
}

export function presentFailure({ code, message, stepId, details }: StepFailure, { hidden }: Sight) {
  return {
    code,
    message: hidden ? hiddenText : message,
    ...(stepId !== undefined && { stepId }),
    ...(details !== undefined && { details: hidden ? hiddenMark : details }),
  };
}
