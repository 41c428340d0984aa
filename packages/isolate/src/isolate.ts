import { availableParallelism } from "node:os";
import { isScriptName, parseSafeJson, StepError, type StepFailure } from "@stepwell/core";
import type {
  GuestCall,
  GuestCallOptions,
  GuestCheck,
  GuestLanguage,
  GuestLimits,
  GuestResult,
  Isolate,
} from "./guest-call.ts";
import {
  canceled,
  failureOfFault,
  type GuestWork,
  queueFull,
  timedOut,
  workerDied,
} from "./guest-failure.ts";
import { GuestPool, type PoolResult } from "./guest-pool.ts";
import type { GuestFault, GuestOrder, GuestOutcome } from "./worker-messages.ts";

export interface IsolateOptions {
  /** Scripts at the same time, of one workflow; by default one less than the machine has processors. */
  readonly workers?: number;
  /** Calls that may wait. */
  readonly queueMax?: number;
}

const defaultQueueMax = 1000;
const mebibyte = 1024 * 1024;
/** A result that the rest of the system could not walk quickly is refused. */
const resultJson = { depthMax: 64, keysMax: 100_000 };
const checkLimits: GuestLimits = {
  timeMs: 1000,
  memoryBytesMax: 32 * mebibyte,
  outputBytesMax: 1024,
  logCharactersMax: 0,
};

/** No thread is started before the first call. */
export function openIsolate(options: IsolateOptions = {}): Isolate {
  const workers = options.workers ?? Math.max(1, availableParallelism() - 1);
  const queueMax = options.queueMax ?? defaultQueueMax;
  const pool = new GuestPool({ workers, queueMax });
  return {
    run: (call, callOptions) => run(pool, queueMax, call, callOptions),
    check: (language, source) => check(pool, queueMax, language, source),
    stats: () => pool.stats(),
    close: () => pool.close(),
  };
}

async function run(
  pool: GuestPool,
  queueMax: number,
  call: GuestCall,
  { signal, group }: GuestCallOptions,
): Promise<GuestResult> {
  const bad = badName(call);
  if (bad !== undefined) return { ok: false, failure: bad, log: [] };
  const makeOrder = () => orderOf(call);
  const result = await pool.carryOut({ kind: "run", makeOrder, signal, group });
  if (result.kind === "ended") return resultOf(result.outcome, call);
  return { ok: false, failure: failureOfPool(result, call, queueMax), log: [] };
}

async function check(
  pool: GuestPool,
  queueMax: number,
  language: GuestLanguage,
  source: string,
): Promise<GuestCheck> {
  const order = { ...emptyCall, kind: "check" as const, language, source };
  const request = { kind: "check", makeOrder: () => order, signal: undefined, group: "" } as const;
  const result = await pool.carryOut(request);
  if (result.kind !== "ended") throw new StepError(failureOfPool(result, order, queueMax));
  const { outcome } = result;
  return outcome.ok ? { ok: true } : checkOf(outcome.fault, order);
}

const emptyCall = {
  variableNames: [],
  variables: "{}",
  data: "null",
  now: 0,
  seed: "",
  limits: checkLimits,
};

function checkOf(fault: GuestFault, work: GuestWork): GuestCheck {
  if (fault.kind === "syntax" || fault.kind === "error") {
    const { kind: _kind, ...found } = fault;
    return { ok: false, ...found };
  }
  return { ok: false, message: failureOfFault(fault, work).message };
}

function badName({ language, variables }: GuestCall): StepFailure | undefined {
  if (language !== "javascript") return undefined;
  const name = Object.keys(variables).find((one) => !isScriptName(one));
  if (name === undefined) return undefined;
  const message = `A script cannot name the variable "${name}": use letters, digits, _ and $, and no word of the language.`;
  return { code: "invalid_input", message, retryable: false };
}

function orderOf(call: GuestCall): Omit<GuestOrder, "image"> {
  const { language, source, variables, data, now, seed, limits } = call;
  return {
    kind: "run",
    language,
    source,
    variableNames: language === "javascript" ? Object.keys(variables) : [],
    variables: JSON.stringify(variables),
    data: JSON.stringify(data),
    now,
    seed,
    limits,
  };
}

function resultOf(outcome: GuestOutcome, call: GuestWork): GuestResult {
  const { log } = outcome;
  if (!outcome.ok) return { ok: false, failure: failureOfFault(outcome.fault, call), log };
  const parsed = parseSafeJson(outcome.output, resultJson);
  if (parsed.ok) return { ok: true, output: parsed.value, log };
  const message = `The result cannot be taken: ${parsed.message}.`;
  return { ok: false, failure: { code: "script_error", message, retryable: false }, log };
}

function failureOfPool(
  result: Exclude<PoolResult, { kind: "ended" }>,
  work: GuestWork,
  queueMax: number,
): StepFailure {
  switch (result.kind) {
    case "overdue":
      return timedOut(work);
    case "died":
      return workerDied(result.message);
    case "canceled":
      return canceled("The script was canceled.");
    case "closed":
      return canceled("The script was canceled: the server is stopping.");
    case "full":
      return queueFull(queueMax);
    default:
      return result satisfies never;
  }
}
