import { decide } from "../dispatch.ts";
import type { EventRecord } from "../event.ts";
import type { Fact } from "../fact.ts";
import type { Trace } from "../interpreter/machine.ts";
import type { Program, ProgramList } from "../program.ts";
import type { RunIdentity, RunSettings } from "../run.ts";
import {
  classify,
  type ComparedEffect,
  type ComparedEnd,
  comparedEnd,
  compareEffects,
  type EffectDifference,
  type HindcastClass,
  hindcastClasses,
} from "./comparison.ts";
import { type EndingFact, imagine, type Imagined, type ImagineOptions } from "./imagine.ts";
import { recordRun, type RecordedRun } from "./recorded-run.ts";
import { type Calculate, replayedOutside } from "./replayed-outside.ts";

/*
 * A draft tried on past events: what would it have done? Pure but for calculations that the host
 * carries out; nothing reaches the outside. The same past gives the same report.
 */

/** An event of the past, with the run that it has started, if any. */
export interface PastEvent {
  readonly event: EventRecord;
  readonly receivedAt: number;
  readonly settings: RunSettings;
  readonly run: PastRun | undefined;
}

export interface PastRun {
  /** That of the version which has run. */
  readonly program: Program;
  readonly identity: RunIdentity;
  readonly facts: readonly Fact[];
}

export interface HindcastRun {
  readonly eventId: string;
  readonly runId: string | null;
  readonly class: HindcastClass;
  readonly before: ComparedEnd | null;
  readonly after: ComparedEnd | null;
  /** Why it would not start. */
  readonly detail?: string;
  readonly effects: EffectDifference;
  /** Outcomes that were assumed: the less, the surer. */
  readonly assumed: number;
  readonly recorded: number;
}

export interface HindcastReport {
  readonly events: number;
  /** Events that were left out: their run would have too many facts to be imagined. */
  readonly skipped: number;
  readonly classes: { readonly [Class in HindcastClass]: number };
  /** All that differ, in the order of their events. */
  readonly runs: readonly HindcastRun[];
  readonly answers: {
    readonly recorded: number;
    readonly assumed: number;
    readonly performed: number;
  };
  /** Of all answers from outside, from 0 to 1. */
  readonly assumedShare: number;
  readonly coverage: Coverage;
}

export interface Coverage {
  /** How often each branch of the draft was entered. */
  readonly branches: readonly {
    readonly stepId: string;
    readonly branchId: string;
    readonly entered: number;
  }[];
  /** Steps that no event has reached. */
  readonly unreachedStepIds: readonly string[];
}

/** Gathers a report, one past event after the other: whoever asks may rest in between. */
export function makeHindcast(
  program: Program,
  calculateFor: (identity: RunIdentity) => Calculate,
  limits: Pick<ImagineOptions, "factsMax"> = {},
) {
  const runs: HindcastRun[] = [];
  const classes = noneOf();
  const answers = { recorded: 0, assumed: 0, performed: 0 };
  const begun = new Map<string, number>();
  const trace = countingTrace(begun);
  let events = 0;
  let skipped = 0;

  async function add(past: PastEvent): Promise<void> {
    const compared = await compare(program, past, { calculateFor, trace, answers, limits });
    if (compared === "cut") return void (skipped += 1);
    events += 1;
    classes[compared === "none" ? "not_started" : compared.class] += 1;
    if (compared !== "none" && compared.class !== "identical") runs.push(compared);
  }

  function report(): HindcastReport {
    const asked = answers.recorded + answers.assumed;
    return {
      events,
      skipped,
      classes: { ...classes },
      runs,
      answers: { ...answers },
      assumedShare: asked === 0 ? 0 : answers.assumed / asked,
      coverage: coverageOf(program.steps, begun),
    };
  }

  return { add, report };
}

function noneOf(): { [Class in HindcastClass]: number } {
  const entries = hindcastClasses.map((name) => [name, 0] as const);
  return Object.fromEntries(entries) as { [Class in HindcastClass]: number };
}

interface Comparing {
  calculateFor(identity: RunIdentity): Calculate;
  readonly trace: Trace;
  readonly answers: { recorded: number; assumed: number; performed: number };
  readonly limits: Pick<ImagineOptions, "factsMax">;
}

/** None where neither then nor now a run starts. */
async function compare(
  program: Program,
  past: PastEvent,
  comparing: Comparing,
): Promise<HindcastRun | "cut" | "none"> {
  const { event, receivedAt: now, settings, run } = past;
  const recorded = run && recordRun(run.program, run.identity, run.facts);
  const { outcome, detail } = decide(program, event, { now, settings });
  if (outcome !== "started") return recorded ? notStarted(past, recorded, detail) : "none";
  if (recorded && recorded.run.startedAt === undefined) return neverBegun(past, recorded);
  const imagined = await imagineAgain(program, past, { recorded, comparing });
  if (imagined.isCut) return "cut";
  addAnswers(comparing.answers, imagined);
  return started(past, recorded, imagined);
}

interface Again {
  readonly recorded: RecordedRun | undefined;
  readonly comparing: Comparing;
}

const nothingRecorded = { effects: [], calls: [], signals: new Map() };

function imagineAgain(
  program: Program,
  { event, receivedAt, settings, run }: PastEvent,
  { recorded, comparing: { calculateFor, trace, limits } }: Again,
): Promise<Imagined> {
  const identity = run?.identity ?? { id: "run_imagined", number: 0, attempt: 1, event, settings };
  const outside = replayedOutside(recorded ?? nothingRecorded, calculateFor(identity));
  const startAt = recorded?.run.startedAt ?? receivedAt;
  const ending = endingIn(run?.facts ?? []);
  return imagine(program, identity, { outside, startAt, trace, ending, ...limits });
}

/** By whom or what a past run was ended, where it did not end by itself. */
function endingIn(facts: readonly Fact[]): EndingFact | undefined {
  const last = facts.at(-1);
  return last?.kind === "cancel" || last?.kind === "quarantine" ? last : undefined;
}

/** It was canceled while it was queued: no version has a part in that. */
function neverBegun(past: PastEvent, { run }: RecordedRun): HindcastRun {
  const end = comparedEnd(run);
  return {
    ...placeOf(past),
    class: "identical",
    before: end,
    after: end,
    effects: { removed: [], added: [], changed: [] },
    assumed: 0,
    recorded: 0,
  };
}

function notStarted(past: PastEvent, recorded: RecordedRun, detail?: string): HindcastRun {
  const removed = effectsOf(recorded);
  return {
    ...placeOf(past),
    class: "would_not_start",
    before: comparedEnd(recorded.run),
    after: null,
    ...(detail !== undefined && { detail }),
    effects: { removed, added: [], changed: [] },
    assumed: 0,
    recorded: 0,
  };
}

function started(
  past: PastEvent,
  recorded: RecordedRun | undefined,
  { run, effects, sources, hasEnded }: Imagined,
): HindcastRun {
  const before = recorded ? comparedEnd(recorded.run) : null;
  const after = comparedEnd(run);
  const difference = compareEffects(recorded ? effectsOf(recorded) : [], effects.map(plainEffect));
  return {
    ...placeOf(past),
    class: hasEnded ? classOf(before, after, difference) : "would_wait",
    before,
    after,
    effects: difference,
    assumed: sources.assumed,
    recorded: sources.recorded,
  };
}

function classOf(
  before: ComparedEnd | null,
  after: ComparedEnd,
  difference: EffectDifference,
): HindcastClass {
  return before ? classify(before, after, difference) : "would_start";
}

function placeOf({ event, run }: PastEvent) {
  return { eventId: event.id, runId: run?.identity.id ?? null };
}

/** Calculations are no effects: nobody outside sees them. */
function effectsOf({ effects }: Pick<RecordedRun, "effects">): readonly ComparedEffect[] {
  return effects.filter(({ isOutside }) => isOutside).map(plainEffect);
}

function plainEffect({ stepId, type, path, request }: ComparedEffect): ComparedEffect {
  return { stepId, type, path, request };
}

function addAnswers(answers: Comparing["answers"], { sources }: Imagined): void {
  answers.recorded += sources.recorded;
  answers.assumed += sources.assumed;
  answers.performed += sources.performed;
}

function countingTrace(begun: Map<string, number>): Trace {
  const nothing = (): void => undefined;
  return {
    begun: ({ step }) => void begun.set(step.id, (begun.get(step.id) ?? 0) + 1),
    ended: nothing,
    postponed: nothing,
    attempted: nothing,
    called: nothing,
    handled: nothing,
  };
}

/** A branch was entered as often as its first step has begun; one without steps is not counted. */
function coverageOf(steps: ProgramList, begun: ReadonlyMap<string, number>): Coverage {
  const branches: { stepId: string; branchId: string; entered: number }[] = [];
  const unreachedStepIds: string[] = [];
  const visit = (list: ProgramList): void => {
    for (const step of list) {
      if (!begun.has(step.id)) unreachedStepIds.push(step.id);
      for (const [branchId, branch] of step.branches) {
        const [first] = branch.steps;
        if (first) branches.push({ stepId: step.id, branchId, entered: begun.get(first.id) ?? 0 });
        visit(branch.steps);
      }
    }
  };
  visit(steps);
  return { branches, unreachedStepIds };
}
