import type { Attempt, History, Run, RunRow, StepFailure, StepRun } from "@stepwell/core";
import { hiddenMark, hiddenText, type Sight } from "../sight.ts";
import { presentEventFields } from "./event-fields.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";
import type { ValueBudget } from "./value-budget.ts";

/** Step runs that come with a run; more are read by pages. */
const stepRunsShown = 500;
const attemptsShown = 20;
const attemptLettersMax = 300;

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

/** What a caller sees of a run, and how much of it at once. */
export interface RunSight extends Sight {
  readonly values: ValueBudget;
}

export function presentRun({ row, run, stepRuns, reruns }: RunParts, sight: RunSight) {
  return {
    ...presentRunSummary(row, sight),
    ...(sight.hidden ? hiddenData(run) : presentData(run, sight.values)),
    ...(run.resumedAt !== undefined && { resumedAt: isoTime(run.resumedAt) }),
    ...(run.failure && { error: presentFailure(run.failure, sight) }),
    stepRuns: stepRuns
      .slice(0, stepRunsShown)
      .map((stepRun) => presentStepRun(run, stepRun, sight)),
    stepRunCount: stepRuns.length,
    reruns: reruns.map(({ id }) => id),
  };
}

function presentData({ identity, ...run }: Run, values: ValueBudget) {
  const { event } = identity;
  const output = run.output ?? null;
  const rest = restOf(run);
  const large = largeOf({
    event: values.sizeIfLarge(event.data),
    output: values.sizeIfLarge(output),
    variables: values.sizeIfLarge(rest.variables),
    response: values.sizeIfLarge(rest.response && { ...rest.response }),
    messages: values.sizeIfLarge(rest.messages),
  });
  return {
    event: { ...presentEventFields(event), data: large?.event === undefined ? event.data : null },
    output: large?.output === undefined ? output : null,
    ...(large && { large }),
    ...withoutLarge(rest, large),
  };
}

/** What only some runs have. */
function restOf({ messages, response, vars }: Omit<Run, "identity">) {
  return {
    ...(messages.length > 0 && { messages: [...messages] }),
    ...(response && { response }),
    ...(Object.keys(vars).length > 0 && { variables: vars }),
  };
}

function withoutLarge<Parts extends object>(parts: Parts, large: object | undefined) {
  const names = new Set(Object.keys(large ?? {}));
  const small = Object.entries(parts).filter(([name]) => !names.has(name));
  return Object.fromEntries(small) as Partial<Parts>;
}

/** That there was a response is known from the definition; that it was given, from the status. */
function hiddenData({ identity, response }: Run) {
  const { status = 0 } = response ?? {};
  return {
    event: { ...presentEventFields(identity.event), data: hiddenMark },
    output: hiddenMark,
    variables: hiddenMark,
    ...(response && { response: { status, headers: {}, body: hiddenMark } }),
  };
}

/** The sizes that there are; undefined where nothing is large. */
function largeOf<Name extends string>(
  sizes: Readonly<Record<Name, number | undefined>>,
): Readonly<Partial<Record<Name, number>>> | undefined {
  const known = Object.entries<number | undefined>(sizes).filter(([, size]) => size !== undefined);
  return known.length === 0
    ? undefined
    : (Object.fromEntries(known) as Partial<Record<Name, number>>);
}

export function presentStepRun({ identity }: Run, stepRun: StepRun, sight: RunSight) {
  const { stepId, type, path, status, attempts, failure, log } = stepRun;
  const { nextAt, calledRunId, attemptList } = stepRun;
  const { hidden } = sight;
  return {
    id: `${identity.id}:${path}`,
    stepId,
    type,
    path,
    status,
    attempts,
    ...(attemptList.length > 0 && {
      attemptList: attemptList
        .slice(-attemptsShown)
        .map((attempt) => presentAttempt(attempt, sight)),
    }),
    ...(hidden ? hiddenValues(stepRun) : presentValues(stepRun, sight.values)),
    startedAt: isoTime(stepRun.startedAt),
    endedAt: isoTimeOrNull(stepRun.endedAt),
    ...(failure && { error: presentFailure(failure, sight) }),
    ...(log.length > 0 && !hidden && { log: [...log] }),
    ...(nextAt !== undefined && { nextAt: isoTime(nextAt) }),
    ...(calledRunId !== undefined && { calledRunId }),
  };
}

function presentAttempt({ number, failure, ...attempt }: Attempt, { hidden }: Sight) {
  const { startedAt, endedAt, nextAt } = attempt;
  return {
    number,
    startedAt: isoTime(startedAt),
    endedAt: isoTimeOrNull(endedAt),
    ...(failure && {
      error: { code: failure.code, message: hidden ? hiddenText : shortened(failure.message) },
    }),
    ...(nextAt !== undefined && { nextAt: isoTime(nextAt) }),
  };
}

/** The whole of the last one stands at the step run. */
function shortened(message: string): string {
  return message.length > attemptLettersMax
    ? `${message.slice(0, attemptLettersMax).toWellFormed()}…`
    : message;
}

function hiddenValues({ output }: StepRun) {
  return { input: hiddenMark, ...(output !== undefined && { output: hiddenMark }) };
}

function presentValues({ input, output }: StepRun, values: ValueBudget) {
  const large = largeOf({
    input: values.sizeIfLarge(input),
    output: values.sizeIfLarge(output),
  });
  return {
    ...(input !== undefined && large?.input === undefined && { input }),
    ...(output !== undefined && large?.output === undefined && { output }),
    ...(large && { large }),
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
