import type { Outcome } from "../fact.ts";
import type { CallDebt, PerformDebt } from "../interpreter/debts.ts";
import { canonicalJson } from "../json.ts";
import type { WorkflowCall } from "../step-type.ts";
import { actKey } from "./comparison.ts";
import type { Answer, CalledAnswer, Outside } from "./imagine.ts";
import type {
  RecordedAttempt,
  RecordedCall,
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
    call: makeCallFinder(recorded.calls),
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
  const byPath = new Map(effects.map((one) => [one.path, one]));
  const ofSteps = Map.groupBy(effects, stepKey);
  const alike = new Map<string, FreeEffects>();
  for (const [key, group] of Map.groupBy(effects, actKey)) alike.set(key, freeEffects(group));
  const found = new Map<string, RecordedEffect>();

  /** The same act: of the same step run, else of the same step, else of any. */
  function same({ step, path, request }: PerformDebt): RecordedEffect | undefined {
    const known = found.get(path);
    if (known) return known;
    const taken = alike.get(actKey({ type: step.type, request }))?.take(path, step.id);
    if (taken) found.set(path, taken);
    return taken;
  }

  function similar({ step, path }: PerformDebt): RecordedEffect | undefined {
    const ofPath = byPath.get(path);
    if (ofPath?.stepId === step.id && ofPath.type === step.type) return ofPath;
    return ofSteps.get(stepKey({ stepId: step.id, type: step.type }))?.[0];
  }

  return { same, similar };
}

interface FreeEffects {
  take(path: string, stepId: string): RecordedEffect | undefined;
}

/** Each is given out once, in their order; whoever was taken out of turn is passed over. */
function freeEffects(effects: readonly RecordedEffect[]): FreeEffects {
  const taken = new Set<RecordedEffect>();
  const byPath = new Map(effects.map((one) => [one.path, one]));
  const isFree = (one: RecordedEffect): boolean => !taken.has(one);
  const any = queueOf(effects, isFree);
  const ofSteps = new Map<string, () => RecordedEffect | undefined>();
  for (const [stepId, group] of Map.groupBy(effects, (one) => one.stepId))
    ofSteps.set(stepId, queueOf(group, isFree));
  return {
    take(path, stepId) {
      const ofPath = byPath.get(path);
      const free = ofPath && isFree(ofPath) ? ofPath : (ofSteps.get(stepId)?.() ?? any());
      if (free) taken.add(free);
      return free;
    },
  };
}

/** The first one that is free; none becomes free again. */
function queueOf<T>(items: readonly T[], isFree: (item: T) => boolean): () => T | undefined {
  let next = 0;
  return () => {
    for (let item = items[next]; item !== undefined; item = items[next]) {
      if (isFree(item)) return item;
      next += 1;
    }
    return undefined;
  };
}

function stepKey({ stepId, type }: Pick<RecordedEffect, "stepId" | "type">): string {
  return `${type} ${stepId}`;
}

/** Calls of the same workflow with the same input had the same answer: that of the same step run, or the first. */
function makeCallFinder(calls: readonly RecordedCall[]) {
  const byPath = new Map(calls.map((one) => [one.path, one]));
  const alike = Map.groupBy(calls, ({ call }) => callKey(call));
  return ({ path, call }: CallDebt): Answer<CalledAnswer> => {
    const key = callKey(call);
    const ofPath = byPath.get(path);
    const same = ofPath && callKey(ofPath.call) === key ? ofPath : alike.get(key)?.[0];
    return same ? recordedCall(same) : assumedCall(path);
  };
}

function callKey({ workflow, input }: WorkflowCall): string {
  return canonicalJson([workflow, input]);
}

function recordedCall({ refusal, calledMs, end }: RecordedCall): Answer<CalledAnswer> {
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
