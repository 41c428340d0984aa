import {
  type ActionContext,
  type Json,
  type JsonObject,
  type Limits,
  StepError,
  type StepFailure,
} from "@stepwell/core";

/*
 * The port to whoever runs guest code (packages/isolate): step types know what they ask for, never
 * how it is kept apart from the host.
 */

export type GuestLanguage = "javascript" | "jmespath" | "jsonpath" | "jsonata" | "mathjs";

interface GuestCall {
  readonly language: GuestLanguage;
  readonly source: string;
  readonly variables: JsonObject;
  readonly data: Json;
  readonly now: number;
  readonly seed: string;
  readonly limits: {
    readonly timeMs: number;
    readonly memoryBytesMax: number;
    readonly outputBytesMax: number;
    readonly logCharactersMax: number;
  };
}

interface GuestCallOptions {
  readonly signal: AbortSignal;
  /** Groups take turns: a workflow of an environment. */
  readonly group: string;
}

export type GuestResult =
  | { readonly ok: true; readonly output: Json; readonly log: readonly string[] }
  | { readonly ok: false; readonly failure: StepFailure; readonly log: readonly string[] };

/** Never rejects because of what the guest does. */
export type RunGuest = (call: GuestCall, options: GuestCallOptions) => Promise<GuestResult>;

export interface GuestParts {
  readonly run: RunGuest;
  limits(): Limits;
}

/** What a step asks for; the rest of the call follows from where it stands. */
export interface GuestWork {
  readonly language: GuestLanguage;
  readonly source: string;
  readonly variables?: JsonObject;
  readonly data?: Json;
  /** Less than the environment allows. */
  readonly timeMs?: number | undefined;
}

const logCharactersMax = 64 * 1024;

/**
 * Runs guest code within the environment's limits; what it logs goes to the step's log. Its clock is
 * the start of the step run and its seed the step run's key, so each attempt computes the same.
 */
export async function runGuest(
  { run, limits }: GuestParts,
  context: ActionContext,
  work: GuestWork,
): Promise<GuestResult> {
  const { scriptTimeMs, scriptMemoryBytesMax, stepOutputBytesMax } = limits();
  const { language, source, variables = {}, data = null, timeMs = scriptTimeMs } = work;
  const call: GuestCall = {
    language,
    source,
    variables,
    data,
    now: context.startedAt,
    seed: context.idempotencyKey,
    limits: {
      timeMs: Math.min(timeMs, scriptTimeMs),
      memoryBytesMax: scriptMemoryBytesMax,
      outputBytesMax: stepOutputBytesMax,
      logCharactersMax,
    },
  };
  const { signal, environment, workflowId } = context;
  const result = await run(call, { signal, group: `${environment}/${workflowId}` });
  for (const line of result.log) context.log(line);
  return result;
}

/** Failures of the code itself, which a step type may call by a name of its own. */
const codeFailures: ReadonlySet<string> = new Set(["syntax_error", "script_error"]);

/** @throws StepError */
export function guestOutput(result: GuestResult, ownCode?: string): Json {
  if (result.ok) return result.output;
  const { failure } = result;
  const isOwn = ownCode !== undefined && codeFailures.has(failure.code);
  throw new StepError(isOwn ? { ...failure, code: ownCode } : failure);
}
