import { required } from "../assert.ts";
import { type Known, variableType } from "../checker/known.ts";
import { hasVariable, mayHaveVariable, stepsIn } from "../checker/layer.ts";
import { rootTypes } from "../checker/root-types.ts";
import type { Definition, StepDefinition } from "../definition.ts";
import { type Json, type JsonObject, ownValue } from "../json.ts";
import { objectOf, textType, type Type } from "../type.ts";
import { scopeSamples, stepSamples } from "./likely-samples.ts";
import type { Readable } from "./variable.ts";

/** Values that variables had: those that they may have again. */
export interface VariableSamples {
  readonly trigger?: Json | undefined;
  readonly previous?: Json | undefined;
  readonly event?: Json | undefined;
  readonly steps?: JsonObject | undefined;
  readonly envNames?: readonly string[] | undefined;
}

/** What is known at a place, as it is when the walk is there; types of variables it learns later. */
export interface Snapshot {
  readonly known: Known;
  readonly steps: ReturnType<typeof stepsIn>;
  readonly assigned: ReadonlySet<string>;
  /** Variables that may have a value. */
  readonly possible: readonly string[];
}

export function snapshotOf(known: Known): Snapshot {
  const names = [...known.whole.variables.names];
  const assigned = new Set(names.filter((name) => hasVariable(known.done, name)));
  const possible = names.filter((name) => !assigned.has(name) && mayHaveVariable(known.done, name));
  return { known, steps: stepsIn(known.done), assigned, possible };
}

/** Loops around, steps before, the trigger, variables, then what is the same everywhere. */
export function readablesOf(
  definition: Definition,
  seen: Snapshot,
  given: VariableSamples,
): readonly Readable[] {
  const { whole, scopes } = seen.known;
  const samples = { ...given, steps: stepSamples(whole, given.steps) };
  const around = scopeSamples([...scopes.keys()], { definition, whole }, samples);
  const { trigger, hasPrevious } = seen.known.whole;
  const { previous, event, run, workflow, now, today, ranges } = rootTypes;
  const old = readable({ root: "previous", title: "Old values", type: previous });
  return [
    ...scopeReadables(seen, around),
    ...stepReadables(seen, samples.steps),
    readable({ root: "trigger", title: "Trigger", type: trigger, sample: samples.trigger }),
    ...(hasPrevious ? [{ ...old, sample: samples.previous }] : []),
    ...variableReadables(seen),
    readable({ root: "env", title: "Environment", type: envType(samples) }),
    readable({ root: "event", title: "Event", type: event, sample: samples.event }),
    readable({ root: "run", title: "Run", type: run }),
    readable({
      root: "workflow",
      title: "Workflow",
      type: workflow,
      sample: { name: definition.name },
    }),
    readable({ root: "now", title: "Now", type: now }),
    readable({ root: "today", title: "Today", type: today }),
    readable({ root: "ranges", title: "Ranges of days", type: ranges }),
  ];
}

type Part = Pick<Readable, "root" | "title" | "type"> & Partial<Readable>;

function readable(part: Part): Readable {
  return { path: [], isCertain: true, sample: undefined, ...part };
}

function scopeReadables({ known }: Snapshot, samples: JsonObject): readonly Readable[] {
  const titles = stepTitles(known);
  return [...known.scopes].toReversed().map(([id, type]) => {
    const sample = ownValue(samples, id);
    return readable({ root: "scopes", path: [id], type, sample, ...titles(id) });
  });
}

function stepReadables({ known, steps }: Snapshot, outputs: JsonObject): readonly Readable[] {
  const titles = stepTitles(known);
  return [...steps].map(([id, { type, isCertain }]) => {
    const sample = ownValue(outputs, id);
    return readable({ root: "steps", path: [id], type, isCertain, sample, ...titles(id) });
  });
}

function stepTitles({ whole }: Known) {
  const steps = new Map<string, StepDefinition>();
  for (const step of whole.configs.keys()) steps.set(step.id, step);
  return (id: string) => {
    const { title = id, type } = required(steps.get(id), "a step of the definition");
    return { title, step: { id, type } };
  };
}

/** Those that have a value for certain first. */
function variableReadables(seen: Snapshot): readonly Readable[] {
  const { assigned, possible } = seen;
  const { whole } = seen.known;
  return [...assigned, ...possible].map((name) =>
    readable({
      root: "vars",
      path: [name],
      title: name,
      type: variableType(whole, name),
      isCertain: assigned.has(name),
    }),
  );
}

function envType({ envNames = [] }: VariableSamples): Type {
  return objectOf(Object.fromEntries(envNames.map((name) => [name, textType])), true);
}
