import type { History, Run, RunRow, StepFailure, StepRun } from "@stepwell/core";
import { presentEventFields } from "./event-fields.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

/** Step runs that come with a run; more are read by pages. */
const stepRunsShown = 500;

export function presentRunSummary(row: RunRow) {
  const { id, number, workflowId, version, eventId, status, attempt } = row;
  return {
    id,
    number,
    workflowId,
    version,
    eventId,
    status,
    attempt,
    reason: row.reason ?? null,
    message: row.message ?? null,
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

export function presentRun({ row, run, stepRuns, reruns }: RunParts) {
  return {
    ...presentRunSummary(row),
    event: { ...presentEventFields(run.identity.event), data: run.identity.event.data },
    output: run.output ?? null,
    ...(run.resumedAt !== undefined && { resumedAt: isoTime(run.resumedAt) }),
    ...(run.messages.length > 0 && { messages: [...run.messages] }),
    ...(run.response && { response: run.response }),
    ...(run.failure && { error: presentFailure(run.failure) }),
    ...(Object.keys(run.vars).length > 0 && { variables: run.vars }),
    stepRuns: stepRuns.slice(0, stepRunsShown).map((stepRun) => presentStepRun(run, stepRun)),
    stepRunCount: stepRuns.length,
    reruns: reruns.map(({ id }) => id),
  };
}

export function presentStepRun({ identity }: Run, stepRun: StepRun) {
  const { stepId, type, path, status, attempts, input, output, failure, log } = stepRun;
  const { nextAt, calledRunId } = stepRun;
  return {
    id: `${identity.id}:${path}`,
    stepId,
    type,
    path,
    status,
    attempts,
    input,
    startedAt: isoTime(stepRun.startedAt),
    endedAt: isoTimeOrNull(stepRun.endedAt),
    ...(output !== undefined && { output }),
    ...(failure && { error: presentFailure(failure) }),
    ...(log.length > 0 && { log: [...log] }),
    ...(nextAt !== undefined && { nextAt: isoTime(nextAt) }),
    ...(calledRunId !== undefined && { calledRunId }),
  };
}

export function presentFailure({ code, message, stepId, details }: StepFailure) {
  return {
    code,
    message,
    ...(stepId !== undefined && { stepId }),
    ...(details !== undefined && { details }),
  };
}
