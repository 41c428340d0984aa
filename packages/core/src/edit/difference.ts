import { required } from "../assert.ts";
import type { Definition } from "../definition.ts";
import { jsonEqual, type Json, type JsonObject } from "../json.ts";
import { longestOrder } from "./longest-order.ts";
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
  const places = {
    before: positionsIn(before, newer),
    after: positionsIn(after, older),
    stayed: stayedIn(older, newer),
  };
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
        ? changesOf(was, placed, places)
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

type Positions = ReadonlyMap<string, object>;

interface Places {
  readonly before: Positions;
  readonly after: Positions;
  /** Steps that others were moved around. */
  readonly stayed: ReadonlySet<string>;
}

function changesOf(was: PlacedStep, is: PlacedStep, places: Places): readonly Change[] {
  const { id } = is.step;
  const pairs: readonly (readonly [Change["kind"], object, object])[] = [
    ["step_type_changed", { type: was.step.type }, { type: is.step.type }],
    ["step_config_changed", was.step.config, is.step.config],
    ["step_policy_changed", policy(was), policy(is)],
    ["step_details_changed", detailsOf(was), detailsOf(is)],
    ["branches_changed", branches(was), branches(is)],
    ...(places.stayed.has(id)
      ? []
      : [["step_moved", positionOf(id, places.before), positionOf(id, places.after)] as const]),
  ];
  return pairs
    .filter(([, before, after]) => !jsonEqual(before as Json, after as Json))
    .map(([kind, before, after]) => stepChange(kind, is, { before, after }));
}

function positionOf(id: string, positions: Positions): object {
  return required(positions.get(id), "both definitions have the step");
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

/** Each step's list and the step before it, among those that both have: an insertion is no move. */
function positionsIn(own: Definition, other: ReadonlyMap<string, PlacedStep>): Positions {
  const positions = new Map<string, object>();
  /** The last common step of each list so far. */
  const last = new Map<string, string>();
  for (const { step, branch } of walkSteps(own)) {
    const list = listOf(branch);
    positions.set(step.id, { branch: branch ?? null, after: last.get(list) ?? null });
    if (other.has(step.id)) last.set(list, step.id);
  }
  return positions;
}

function listOf(branch: PlacedStep["branch"]): string {
  return branch ? `${branch.stepId} ${branch.branchId}` : "";
}

type Placed = ReadonlyMap<string, PlacedStep>;

/** In each list as many as possible: a step that is moved past five others is one that moved. */
function stayedIn(older: Placed, newer: Placed): ReadonlySet<string> {
  const lists = new Map<string, { readonly id: string; readonly index: number }[]>();
  for (const { step, branch } of newer.values()) {
    const was = older.get(step.id);
    const list = listOf(branch);
    if (!was || listOf(was.branch) !== list) continue;
    const known = lists.get(list) ?? [];
    known.push({ id: step.id, index: was.index });
    lists.set(list, known);
  }
  const stayed = new Set<string>();
  for (const members of lists.values()) {
    const places = longestOrder(members.map(({ index }) => index));
    for (const [place, { id }] of members.entries()) if (places.has(place)) stayed.add(id);
  }
  return stayed;
}
