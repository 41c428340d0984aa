import type { Json } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import type { Scope } from "../scope.ts";
import { failureOf as failureOfError } from "../step-error.ts";

/** A scope for tests and for the examples of the reference page. */
export function sampleScope(parts: Partial<Scope> & { readonly steps?: Json } = {}): Scope {
  const steps = new Map(Object.entries(parts.steps ?? {}));
  return {
    now: 1_774_787_696_000,
    timeZone: "Europe/Berlin",
    trigger: null,
    event: null,
    run: {},
    workflow: {},
    env: {},
    limits: defaultLimits,
    step: (id) => steps.get(id),
    enclosing: () => undefined,
    variable: () => undefined,
    ...parts,
  };
}

/** The error of a work that must fail, as `code: message`; for tests. */
export function failureOf(work: () => unknown): string {
  try {
    work();
    return "no error";
  } catch (error) {
    const { code, message } = failureOfError(error);
    return `${code}: ${message}`;
  }
}
