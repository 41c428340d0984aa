import type { Outcome } from "../fact.ts";
import type { CallDebt, PerformDebt } from "../interpreter/debts.ts";
import { jsonEqual } from "../json.ts";
import type { Answer, CalledAnswer, Outside } from "./imagine.ts";
import type {
  RecordedAttempt,
  RecordedEffect,
  RecordedRun,
  RecordedSignal,
} from "./recorded-run.ts";

/** Carries out a calculation that has no effect outside, or says that it cannot. */
export type Calculate = (debt: PerformDebt) => Promise<Outcome> | undefined;

export type Recorded = Pick<RecordedRun, "effects" | "calls" | "signals">;

/** How long something takes of which nobody knows. */
const assumedMs = 100;

/**
 * The world as a past run has met it. The same act has the same outcome; of another one the outcome
 * is assumed: what the same step got then, or an example.
 */
export function replayedOutside(recorded: Recorded, calculate: Calculate): Outside {
  const effects = makeEffectFinder(recorded.effects);
  const signals = new Map<string, RecordedSignal[]>();
  for (const [name, values] of recorded.signals) signals.set(name, [...values]);
  return {
    perform(debt) {
      const known = effects.same(debt);
      if (known) return recordedAnswer(known, debt.attempt);
      const calculated = isCalculation(debt) ? calculate(debt) : undefined;
      return calculated ? performed(calculated) : assumed(debt, effects.similar(debt));
    },
    call: (debt) => recordedCall(recorded, debt),
    signal(name) {
      const next = signals.get(name)?.shift();
      return next && { ...next, source: "recorded" };
    },
  };
}

/** Where nothing came back then, nothing comes now; one try more would end as the last one did. */
function recordedAnswer({ attempts, begun }: RecordedEffect, attempt: number) {
  const known = attempts[attempt - 1];
  if (known) return answered(known, "recorded");
  const last = attempts.at(-1);
  return attempt > begun && last ? answered(last, "assumed") : undefined;
}

function isCalculation({ step }: PerformDebt): boolean {
  return step.config.kind === "action" && step.config.effect === "none";
}

function answered({ outcome, tookMs }: RecordedAttempt, source: "recorded" | "assumed") {
  return { value: outcome, tookMs, source };
}

async function performed(outcome: Promise<Outcome>): Promise<Answer<Outcome>> {
  return { value: await outcome, tookMs: 0, source: "performed" };
}

/** What goes wrong is not assumed: a success is what the author counts on. */
function assumed({ step }: PerformDebt, similar: RecordedEffect | undefined): Answer<Outcome> {
  const success = similar?.attempts.findLast(({ outcome }) => outcome.ok);
  if (success) return answered(success, "assumed");
  const output = step.config.sampleOutput ?? null;
  return { value: { ok: true, output }, tookMs: assumedMs, source: "assumed" };
}

/** Each recorded effect stands for one step run of the imagined run. */
function makeEffectFinder(effects: readonly RecordedEffect[]) {
  const takenBy = new Map<RecordedEffect, string>();

  /** The same act: of the same step run, else of the same step, else of any. */
  function same({ step, path, request }: PerformDebt): RecordedEffect | undefined {
    const known = effects.find((one) => takenBy.get(one) === path);
    if (known) return known;
    const free = effects.filter(
      (one) => !takenBy.has(one) && one.type === step.type && jsonEqual(one.request, request),
    );
    const found =
      free.find((one) => one.path === path) ??
      free.find((one) => one.stepId === step.id) ??
      free[0];
    if (found) takenBy.set(found, path);
    return found;
  }

  function similar({ step, path }: PerformDebt): RecordedEffect | undefined {
    const ofStep = effects.filter((one) => one.stepId === step.id && one.type === step.type);
    return ofStep.find((one) => one.path === path) ?? ofStep[0];
  }

  return { same, similar };
}

function recordedCall({ calls }: Recorded, { path, call }: CallDebt): Answer<CalledAnswer> {
  const same = calls.filter(
    (one) => one.call.workflow === call.workflow && jsonEqual(one.call.input, call.input),
  );
  const found = same.find((one) => one.path === path) ?? same[0];
  if (!found) return assumedCall(path);
  const { refusal, calledMs, end } = found;
  const value = refusal ? ({ ok: false, failure: refusal } as const) : ({ ok: true, end } as const);
  return { value, tookMs: calledMs, source: "recorded" };
}

function assumedCall(path: string): Answer<CalledAnswer> {
  const end = { runId: path, status: "succeeded", reason: null, message: null, output: null };
  return {
    value: { ok: true, end: { value: end, tookMs: assumedMs } },
    tookMs: 0,
    source: "assumed",
  };
}
