import { type Definition, type StepDefinition, walkSteps } from "@stepwell/core";
import { triggerId } from "../../../canvas/layout.ts";

/* Which steps a search finds: by title, type, id, and any text of their settings and branches. */

interface Names {
  readonly stepTitle: (step: StepDefinition) => string;
  readonly typeTitle: (type: string) => string;
}

/** Ids in the order of the tree; the trigger is among them. */
export function foundSteps(definition: Definition, search: string, names: Names): string[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return [];
  const { trigger } = definition;
  const ofTrigger = [names.typeTitle(trigger.type), trigger.type, ...textsOf(trigger.config)];
  const all: (readonly [string, readonly string[]])[] = [
    [triggerId, ofTrigger],
    ...[...walkSteps(definition)].map(({ step }) => [step.id, wordsOf(step, names)] as const),
  ];
  return all
    .filter(([, words]) => words.some((word) => word.toLowerCase().includes(wanted)))
    .map(([id]) => id);
}

function wordsOf(step: StepDefinition, { stepTitle, typeTitle }: Names): readonly string[] {
  const { id, type, config, branches = [] } = step;
  const ofBranches = branches.flatMap(({ title = "", when }) => [title, ...textsOf(when)]);
  return [stepTitle(step), typeTitle(type), type, id, ...textsOf(config), ...ofBranches];
}

/** Every text in a value; names of fields are not what people have written. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((inner) => textsOf(inner));
}
