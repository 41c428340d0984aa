import type { Definition, StepDefinition } from "../definition.ts";
import type { Whole } from "../checker/known.ts";
import { isJsonObject, type Json, type JsonObject, ownValue } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import type { Scope } from "../scope.ts";
import type { CompiledConfig } from "../step-type.ts";
import type { VariableSamples } from "./readables.ts";

/*
 * Samples that follow from others: a loop's first item from the sample of its list. A step that
 * cannot say it, because its own sample is missing, has none.
 */

/** Of the scopes of these steps, the outermost first: an inner one may read the outer. */
export function scopeSamples(
  stepIds: readonly string[],
  { definition, whole }: { readonly definition: Definition; readonly whole: Whole },
  samples: VariableSamples,
): JsonObject {
  const found: { [id: string]: Json } = {};
  for (const [step, result] of whole.configs) {
    if (!stepIds.includes(step.id) || !result?.ok) continue;
    const sample = firstScope(step, result.compiled, scopeOf(definition, samples, found));
    if (sample !== undefined) found[step.id] = sample;
  }
  return found;
}

function firstScope(
  step: StepDefinition,
  config: CompiledConfig,
  scope: Scope,
): JsonObject | undefined {
  if (config.kind !== "control") return undefined;
  const ids = (step.branches ?? []).map(({ id }) => id);
  try {
    const plan = config.plan(scope, { ids, isMet: () => true });
    return plan.kind === "frames" && plan.frames.count > 0 ? plan.frames.frame(0).scope : undefined;
  } catch {
    return undefined;
  }
}

/** What the steps' own configs say of their outputs, and above it what they were. */
export function stepSamples({ configs }: Whole, given: JsonObject = {}): JsonObject {
  const said = [...configs].flatMap(([{ id }, result]) => {
    const sample = result?.ok ? result.compiled.sampleOutput : undefined;
    return sample === undefined ? [] : [[id, sample] as const];
  });
  return { ...Object.fromEntries(said), ...given };
}

function scopeOf(definition: Definition, samples: VariableSamples, scopes: JsonObject): Scope {
  const { trigger = null, event = null, previous, steps = {} } = samples;
  return {
    // No sample depends on the time of the day.
    now: 0,
    timeZone: definition.settings?.timeZone ?? "UTC",
    trigger,
    event,
    previous: isJsonObject(previous) ? previous : undefined,
    run: {},
    workflow: { name: definition.name },
    env: {},
    limits: defaultLimits,
    step: (id) => ownValue(steps, id),
    enclosing: (id) => ownValue(scopes, id),
    variable: () => undefined,
  };
}
