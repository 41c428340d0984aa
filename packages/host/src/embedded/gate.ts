import {
  type Acceptance,
  type ActionRunner,
  type Cause,
  failureOf,
  type Json,
  limitMessage,
  type EmittedEvent,
  type Limits,
  type Occurrence,
  type Outcome,
  type Performed,
  type PerformDebt,
  type Run,
  type StepFailure,
} from "@stepwell/core";
import type { RowBase } from "./run-row.ts";

/*
 * The gate: the only way from a run to the outside world. It gives an action its idempotency key,
 * its abort signal and its log, and turns whatever comes back into one outcome.
 */

export type Runners = ReadonlyMap<string, ActionRunner>;

export interface GateParts {
  readonly runners: Runners;
  readonly environment: string;
  limits(): Limits;
  /** Signs a causal chain for outgoing requests. */
  sign(chain: readonly Cause[]): string;
  accept(occurrence: Occurrence): Promise<Acceptance>;
}

const logCharactersMax = 64 * 1024;

/** Who acts: a run in memory, or one that is only tried. */
export interface Acting {
  readonly run: Pick<Run, "identity">;
  readonly base: Pick<RowBase, "workflowId">;
}

export async function perform(
  parts: GateParts,
  live: Acting,
  debt: PerformDebt,
  signal: AbortSignal,
): Promise<Performed> {
  const log = boundedLog();
  const runner = parts.runners.get(debt.step.type);
  if (!runner) return { outcome: { ok: false, failure: noRunner(debt.step.type) }, log: [] };
  const idempotencyKey = `${live.run.identity.id}:${debt.path}`;
  const chain = chainOf(live.run, live.base);
  const context = {
    idempotencyKey,
    attempt: debt.attempt,
    startedAt: debt.startedAt,
    environment: parts.environment,
    causes: parts.sign(chain),
    emit: (event: EmittedEvent) => parts.accept(occurrenceOf(event, idempotencyKey, chain)),
    signal,
    log: log.add,
  };
  try {
    const output = await runner(context, debt.request);
    return { outcome: checkSize(output, parts.limits()), log: log.lines };
  } catch (error) {
    return { outcome: { ok: false, failure: failureOf(error) }, log: log.lines };
  }
}

/** The runs that led to what a run does, this one last. */
export function chainOf(
  { identity }: Acting["run"],
  { workflowId }: Pick<RowBase, "workflowId">,
): readonly Cause[] {
  return [...identity.event.causes, { workflowId, runId: identity.id }];
}

/** The step run's own key makes a repeat the same event. */
function occurrenceOf(event: EmittedEvent, key: string, causes: readonly Cause[]): Occurrence {
  return { ...event, causes, dedupeKey: `emit:${key}`, bytes: JSON.stringify(event.data).length };
}

function checkSize(output: Json, { stepOutputBytesMax }: Limits): Outcome {
  const size = Buffer.byteLength(JSON.stringify(output));
  if (size <= stepOutputBytesMax) return { ok: true, output };
  const message = `The output has ${size} bytes. ${limitMessage("stepOutputBytesMax", stepOutputBytesMax)}`;
  return { ok: false, failure: { code: "limit_reached", message, retryable: false } };
}

function noRunner(type: string): StepFailure {
  const message = `this installation cannot carry out steps of type ${type}`;
  return { code: "unknown_step_type", message, retryable: false };
}

function boundedLog() {
  const lines: string[] = [];
  let left = logCharactersMax;
  return {
    lines,
    add(message: string) {
      if (left <= 0) return;
      lines.push(message.slice(0, left));
      left -= message.length;
    },
  };
}
