import type { Outcome } from "../../fact.ts";
import type { Json } from "../../json.ts";
import { textOf } from "../../template.ts";
import { chance, mix } from "./chance.suite.ts";

/** What happens outside: how long actions take and how they end, when signals come. */
export interface World {
  durationMs(path: string, attempt: number): number;
  outcome(path: string, attempt: number, of: readonly Json[]): Outcome;
  signalMs(signal: string): number;
  /** The workflow cannot be called. */
  refuses(path: string): boolean;
}

export function makeWorld(seed: number): World {
  const span = (text: string): number => 1 + Math.floor(chance(`${seed}/${text}`) * 1e10);
  return {
    durationMs: (path, attempt) => span(`${path}#${attempt}`),
    signalMs: (signal) => span(`signal ${signal}`),
    refuses: (path) => chance(`${seed}/refused/${path}`) < 0.1,
    outcome(path, attempt, of) {
      const luck = chance(`${seed}/luck/${path}#${attempt}`);
      if (luck < 0.75) return { ok: true, output: mix([path, ...of]) };
      const retryable = luck < 0.92;
      const code = retryable ? "unavailable" : "refused";
      return { ok: false, failure: { code, message: "the world said no", retryable } };
    },
  };
}

/** The signal of a step run: its step, and the index of every loop around it. */
export function signalName(
  stepId: string,
  loops: readonly string[],
  indexOf: (loop: string) => Json | undefined,
): string {
  return [stepId, ...loops.map((loop) => textOf(indexOf(loop)))].join("/");
}
