import { advance, type Fact, pending, type Program, type Run } from "@stepwell/core";
import type { RowBase } from "./run-row.ts";

/** A run in memory. */
export interface LiveRun {
  readonly program: Program;
  readonly base: RowBase;
  /** Of its event: what it keeps in memory, roughly. */
  readonly bytes: number;
  run: Run;
  readonly facts: Fact[];
  /** What it waits for, as the store knows it. */
  signals: readonly string[];
  readonly inFlight: Map<string, Flight>;
  isBusy: boolean;
  /** Resolves when all facts told so far are durable. */
  draining: Promise<void>;
}

/** An action or a call that is under way, or waits for its place. */
export interface Flight {
  /** 0 for a call. */
  readonly attempt: number;
  readonly abort: AbortController;
  takeBack(): void;
}

interface LiveStart {
  readonly run: Run;
  readonly bytes: number;
}

export function makeLive(program: Program, base: RowBase, { run, bytes }: LiveStart): LiveRun {
  return {
    program,
    base,
    run,
    bytes,
    facts: [],
    signals: pending(run).signals,
    inFlight: new Map(),
    isBusy: false,
    draining: Promise.resolve(),
  };
}

export interface AppliedFacts {
  readonly facts: readonly Fact[];
  /** Events that the run was told of, whether they changed it or not. */
  readonly delivered: readonly string[];
}

/** Applies facts in their order; those that changed nothing are not written. */
export function applyFacts(live: LiveRun, told: readonly Fact[]): AppliedFacts {
  const facts: Fact[] = [];
  const delivered: string[] = [];
  for (const fact of told) {
    if (fact.kind === "signal" && fact.eventId !== undefined) delivered.push(fact.eventId);
    const next = advance(live.program, live.run, fact);
    if (next === live.run) continue;
    live.run = next;
    facts.push(fact);
  }
  return { facts, delivered };
}
