import { ProblemError } from "@stepwell/api";
import {
  type EventRecord,
  type ImaginedEffect,
  imagine,
  type Outside,
  type PerformDebt,
  type Program,
  readHistory,
  type RunIdentity,
  type StepRun,
} from "@stepwell/core";
import type { Environment } from "../environment.ts";
import { wholeError } from "../presenters/failure.ts";
import { presentStepRun } from "../presenters/run.ts";
import { unlimitedValues } from "../presenters/value-budget.ts";
import { openSight } from "../sight.ts";
import { tryAction } from "./calculation.ts";

/* A run that is only tried, by people who may read payloads: waits take no time, effects are simulated unless they are allowed. */

export interface Trial {
  readonly program: Program;
  readonly event: EventRecord;
  readonly startAt: number;
  /** Of its own for each: what is allowed must not look like a repeat to the outside. */
  readonly runId: string;
  /** Aborted once nobody waits for the answer. */
  readonly signal: AbortSignal;
  /** Is the step's effect carried out? */
  isAllowed(stepId: string): boolean;
}

const simulatedMs = 100;

export async function runTrial(environment: Environment, trial: Trial) {
  const { program, event, startAt, runId } = trial;
  const settings = environment.runSettings();
  const identity = { id: runId, number: 0, attempt: 1, event, settings };
  const outside = outsideOf(environment, { ...trial, identity });
  const { facts, effects, isCut } = await imagine(program, identity, { outside, startAt });
  if (isCut)
    throw new ProblemError(
      "limit_reached",
      `A test run ends after ${facts.length} facts. Try it with less data, or step by step.`,
    );
  const { run, stepRuns } = readHistory(program, identity, facts);
  return {
    status: run.status,
    reason: run.reason ?? null,
    message: run.failure?.message ?? run.message ?? null,
    output: run.output ?? null,
    response: run.response ? { ...run.response } : null,
    messages: [...run.messages],
    variables: run.vars,
    ...(run.failure && { error: wholeError(run.failure) }),
    stepRuns: stepRuns.map((stepRun: StepRun) =>
      presentStepRun(run, stepRun, { ...openSight, values: unlimitedValues }),
    ),
    effects: effects.map((effect: ImaginedEffect) => ({ ...effect })),
  };
}

interface Trying extends Trial {
  readonly identity: RunIdentity;
}

function outsideOf(
  environment: Environment,
  { program, identity, signal, isAllowed }: Trying,
): Outside {
  const trier = { identity, workflowId: program.workflow.id, signal };
  return {
    async perform(debt) {
      if (!isReal(debt, isAllowed)) return { ...simulated(debt), source: "assumed" };
      return { value: await tryAction(environment, trier, debt), tookMs: 0, source: "performed" };
    },
    // Called workflows are not run: their end is assumed.
    call({ path }) {
      const end = { runId: path, status: "succeeded", reason: null, message: null, output: null };
      const value = { ok: true, end: { value: end, tookMs: simulatedMs } } as const;
      return { value, tookMs: 0, source: "assumed" };
    },
    signal: () => undefined,
  };
}

function isReal({ step }: PerformDebt, isAllowed: Trial["isAllowed"]): boolean {
  const { config } = step;
  return (config.kind === "action" && config.effect === "none") || isAllowed(step.id);
}

function simulated({ step }: PerformDebt) {
  const output = step.config.sampleOutput ?? null;
  return { value: { ok: true, output } as const, tookMs: simulatedMs };
}
