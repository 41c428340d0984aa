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
import { type Credentials, filledRequest, openConnection } from "./credentials.ts";
import { makeRedaction, type Redaction } from "./redaction.ts";
import type { RowBase } from "./run-row.ts";

/*
 * The gate: the only way from a run to the outside world. It gives an action its idempotency key,
 * its abort signal, its log and its secrets, and turns whatever comes back into one outcome, from
 * which the secrets are taken out.
 */

export type Runners = ReadonlyMap<string, ActionRunner>;

export interface GateParts {
  readonly runners: Runners;
  readonly environment: string;
  readonly credentials: Credentials;
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
  const redaction = makeRedaction();
  const log = boundedLog(redaction);
  const runner = parts.runners.get(debt.step.type);
  if (!runner) return { outcome: { ok: false, failure: noRunner(debt.step.type) }, log: [] };
  const idempotencyKey = `${live.run.identity.id}:${debt.path}`;
  const chain = chainOf(live.run, live.base);
  const context = {
    idempotencyKey,
    attempt: debt.attempt,
    startedAt: debt.startedAt,
    environment: parts.environment,
    workflowId: live.base.workflowId,
    causes: parts.sign(chain),
    emit: (event: EmittedEvent) =>
      parts.accept(
        occurrenceOf({ ...event, data: redaction.value(event.data) }, idempotencyKey, chain),
      ),
    signal,
    log: log.add,
    connection: (name: string) => openConnection(parts.credentials, name, redaction),
    conceal: redaction.add,
    redact: redaction.text,
    holdsSecrets: debt.step.config.secretNames.length > 0,
  };
  try {
    const output = await runner(context, filledRequest(parts.credentials, debt, redaction));
    return { outcome: outcomeOf(output, redaction, parts.limits()), log: log.lines() };
  } catch (error) {
    return { outcome: { ok: false, failure: redacted(error, redaction) }, log: log.lines() };
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

function redacted(error: unknown, { text, value }: Redaction): StepFailure {
  const failure = failureOf(error);
  const { message, details } = failure;
  return {
    ...failure,
    message: text(message),
    ...(details !== undefined && { details: value(details) }),
  };
}

/** What is too large is not searched for secrets: nothing of it is kept. */
function outcomeOf(output: Json, { value }: Redaction, limits: Limits): Outcome {
  const given = checkSize(output, limits);
  if (!given.ok) return given;
  const shown = value(output);
  return shown === output ? given : checkSize(shown, limits);
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

function boundedLog({ text }: Redaction) {
  const lines: string[] = [];
  let left = logCharactersMax;
  return {
    // Once more: a secret may have become known after the line.
    lines: () => lines.map(text),
    add(message: string) {
      if (left <= 0) return;
      // Before the cut, which could leave the half of a secret.
      lines.push(text(message).slice(0, left));
      left -= message.length;
    },
  };
}
