import { advance, type Fact, type Program, type Run } from "@stepwell/core";
import type { RowBase } from "./run-row.ts";

/** A run in memory. */
export interface LiveRun {
  readonly program: Program;
  readonly base: RowBase;
  readonly bytes: number;
  run: Run;
  readonly facts: Fact[];
  readonly inFlight: Map<string, Flight>;
  isBusy: boolean;
  /** Resolves when all facts told so far are durable. */
  draining: Promise<void>;
}

/** An action that is under way, or waits for its place. */
export interface Flight {
  readonly attempt: number;
  readonly abort: AbortController;
  takeBack(): void;
}

export function makeLive(program: Program, base: RowBase, run: Run, bytes = 0): LiveRun {
  return {
    program,
    base,
    run,
    bytes,
    facts: [],
    inFlight: new Map(),
    isBusy: false,
    draining: Promise.resolve(),
  };
}

/** Applies all facts that have gathered; those that changed nothing are not written. */
export function applyFacts(live: LiveRun): Fact[] {
  const applied: Fact[] = [];
  for (const fact of live.facts.splice(0)) {
    const next = advance(live.program, live.run, fact);
    if (next === live.run) continue;
    live.run = next;
    applied.push(fact);
  }
  return applied;
}
