import type { History, Run, RunRow, StepRun } from "@stepwell/core";
import { hiddenMark, type Sight } from "../sight.ts";
import { presentEventFields } from "./event-fields.ts";
import {
  beginningOf,
  presentAttempt,
  presentError,
  type RunSight,
  sizeOfWhole,
} from "./failure.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

/** Step runs that come with a run; more are read by pages. */
const stepRunsShown = 500;
const attemptsShown = 20;

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
    message: hidden || row.message === undefined ? null : beginningOf(row.message),
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

export function presentRun({ row, run, stepRuns, reruns }: RunParts, sight: RunSight) {
  return {
    ...presentRunSummary(row, sight),
    ...presentData(run, sight),
    ...(run.resumedAt !== undefined && { resumedAt: isoTime(run.resumedAt) }),
    stepRuns: stepRuns
      .slice(0, stepRunsShown)
      .map((stepRun) => presentStepRun(run, stepRun, sight)),
    stepRunCount: stepRuns.length,
    reruns: reruns.map(({ id }) => id),
  };
}

function presentData(run: Run, sight: RunSight) {
  const failed = run.failure && presentError(run.failure, sight);
  const error = failed && { error: failed.error };
  if (sight.hidden) return { ...hiddenData(run), ...error };
  const { values } = sight;
  const { event } = run.identity;
  const output = run.output ?? null;
  const rest = restOf(run);
  const large = largeOf({
    message: sizeOfWhole(run.message),
    error: failed?.bytes,
    event: values.sizeIfLarge(event.data),
    output: values.sizeIfLarge(output),
    variables: values.sizeIfLarge(rest.variables),
    response: values.sizeIfLarge(rest.response && { ...rest.response }),
    messages: values.sizeIfLarge(rest.messages),
  });
  return {
    event: { ...presentEventFields(event), data: large?.event === undefined ? event.data : null },
    output: large?.output === undefined ? output : null,
    ...error,
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

type Present<Parts> = { [Name in keyof Parts]?: Exclude<Parts[Name], undefined> };

function withoutLarge<Parts extends object>(parts: Parts, large: object = {}): Present<Parts> {
  const shown = Object.entries(parts).filter(
    ([name, value]) => value !== undefined && !Object.hasOwn(large, name),
  );
  return Object.fromEntries(shown) as Present<Parts>;
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
  const { stepId, type, path, status, attempts } = stepRun;
  const { nextAt, calledRunId, attemptList } = stepRun;
  return {
    id: `${identity.id}:${path}`,
    stepId,
    type,
    path,
    status,
    attempts,
    ...presentValues(stepRun, sight),
    ...(attemptList.length > 0 && {
      attemptList: attemptList
        .slice(-attemptsShown)
        .map((attempt) => presentAttempt(attempt, sight)),
    }),
    startedAt: isoTime(stepRun.startedAt),
    endedAt: isoTimeOrNull(stepRun.endedAt),
    ...(nextAt !== undefined && { nextAt: isoTime(nextAt) }),
    ...(calledRunId !== undefined && { calledRunId }),
  };
}

function presentValues(stepRun: StepRun, sight: RunSight) {
  const { input, output, failure } = stepRun;
  const log = stepRun.log.length > 0 ? [...stepRun.log] : undefined;
  const failed = failure && presentError(failure, sight);
  const error = failed && { error: failed.error };
  if (sight.hidden) return { ...hiddenValues(stepRun), ...error };
  const { values } = sight;
  const large = largeOf({
    error: failed?.bytes,
    input: values.sizeIfLarge(input),
    output: values.sizeIfLarge(output),
    log: values.sizeIfLarge(log),
  });
  return { ...withoutLarge({ input, output, log }, large), ...error, ...(large && { large }) };
}

function hiddenValues({ output }: StepRun) {
  return { input: hiddenMark, ...(output !== undefined && { output: hiddenMark }) };
}
