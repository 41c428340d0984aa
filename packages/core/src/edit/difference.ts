import type { Definition } from "../definition.ts";
import { jsonEqual, type Json, type JsonObject } from "../json.ts";
import { type PlacedStep, walkSteps } from "./tree.ts";

/** One difference between two definitions, in terms of what a person did. */
export interface Change {
  readonly kind:
    | "trigger_changed"
    | "settings_changed"
    | "details_changed"
    | "step_added"
    | "step_removed"
    | "step_moved"
    | "step_type_changed"
    | "step_config_changed"
    | "step_policy_changed"
    | "step_details_changed"
    | "branches_changed";
  /** Path in the newer definition; in the older one where the step is gone. */
  readonly path: string;
  readonly stepId: string | null;
  readonly before?: Json;
  readonly after?: Json;
}

/** The semantic difference: steps are matched by id, so a moved step is moved, not made anew. */
export function difference(before: Definition, after: Definition): readonly Change[] {
  const older = stepsById(before);
  const newer = stepsById(after);
  const removed = [...older.values()].filter(({ step }) => !newer.has(step.id));
  return [
    ...compare("trigger_changed", "trigger", { before: before.trigger, after: after.trigger }),
    ...compare("details_changed", "", { before: details(before), after: details(after) }),
    ...compare("settings_changed", "settings", {
      before: before.settings ?? {},
      after: after.settings ?? {},
    }),
    ...removed.map((placed) => stepChange("step_removed", placed, { before: placed.step })),
    ...[...newer.values()].flatMap((placed) => {
      const was = older.get(placed.step.id);
      return was
        ? changesOf(was, placed, { before, after })
        : [stepChange("step_added", placed, { after: placed.step })];
    }),
  ];
}

function stepsById(definition: Definition): ReadonlyMap<string, PlacedStep> {
  return new Map([...walkSteps(definition)].map((placed) => [placed.step.id, placed]));
}

function details({ name, description, folder, tags }: Definition): object {
  return { name, description: description ?? null, folder: folder ?? null, tags: tags ?? [] };
}

interface Sides {
  readonly before?: object;
  readonly after?: object;
}

function compare(
  kind: Change["kind"],
  path: string,
  { before, after }: Required<Sides>,
): readonly Change[] {
  const sides = { before: before as Json, after: after as Json };
  return jsonEqual(sides.before, sides.after) ? [] : [{ kind, path, stepId: null, ...sides }];
}

function stepChange(kind: Change["kind"], { step, path }: PlacedStep, sides: Sides): Change {
  return {
    kind,
    path: path.join("."),
    stepId: step.id,
    ...(sides.before !== undefined && { before: sides.before as Json }),
    ...(sides.after !== undefined && { after: sides.after as Json }),
  };
}

interface Definitions {
  readonly before: Definition;
  readonly after: Definition;
}

function changesOf(was: PlacedStep, is: PlacedStep, whole: Definitions): readonly Change[] {
  const pairs: readonly [Change["kind"], object, object][] = [
    ["step_type_changed", { type: was.step.type }, { type: is.step.type }],
    ["step_config_changed", was.step.config, is.step.config],
    ["step_policy_changed", policy(was), policy(is)],
    ["step_details_changed", detailsOf(was), detailsOf(is)],
    ["branches_changed", branches(was), branches(is)],
    [
      "step_moved",
      position(was, whole.before, whole.after),
      position(is, whole.after, whole.before),
    ],
  ];
  return pairs
    .filter(([, before, after]) => !jsonEqual(before as Json, after as Json))
    .map(([kind, before, after]) => stepChange(kind, is, { before, after }));
}

function policy({ step }: PlacedStep): JsonObject {
  const { retry = null, timeout = null, onError = "fail" } = step;
  return { retry, timeout, onError };
}

function detailsOf({ step }: PlacedStep): JsonObject {
  const { title = null, disabled = false, note = null } = step;
  return { title, disabled, note };
}

function branches({ step }: PlacedStep): object {
  return (step.branches ?? []).map(({ id, title, when }) => ({
    id,
    title: title ?? null,
    when: when ?? null,
  }));
}

/** The list and the step before, among those that both definitions have: an insertion is no move. */
function position({ step, branch }: PlacedStep, own: Definition, other: Definition): object {
  const inBoth = stepsById(other);
  let previous: string | null = null;
  for (const placed of walkSteps(own)) {
    if (placed.step.id === step.id) break;
    const isSibling = jsonEqual(placed.branch ?? null, branch ?? null);
    if (isSibling && inBoth.has(placed.step.id)) previous = placed.step.id;
  }
  return { branch: branch ?? null, after: previous };
}
