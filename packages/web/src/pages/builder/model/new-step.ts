import {
  type BranchDefinition,
  type Definition,
  type StepDefinition,
  walkSteps,
} from "@stepwell/core";
import type { StepTypeEntry } from "../../../api/catalog.ts";
import { asVariant } from "../panel/model/variant.ts";

/** A step of the type as it is inserted: with a free id, and with the branches that it needs. */
export function newStep(definition: Definition, entry: StepTypeEntry): StepDefinition {
  const branches = branchesOf(entry);
  return {
    id: freeId(idsIn(definition), entry.type),
    type: entry.type,
    config: startConfig(entry),
    ...(branches.length > 0 && { branches }),
  };
}

export function idsIn(definition: Definition): Set<string> {
  return new Set([...walkSteps(definition)].map(({ step }) => step.id));
}

/** `http`, then `http_2`, `http_3` … */
export function freeId(taken: ReadonlySet<string>, wanted: string): string {
  const base = wanted.slice(0, 58);
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? wanted : `${base}_${count}`;
    if (!taken.has(id)) return id;
  }
}

/** What people nearly always want: two branches of a condition, the first of several forms. */
function startConfig({ type, config }: StepTypeEntry): StepDefinition["config"] {
  if (type === "condition") return { mode: "branches", if: { all: [] } };
  const [first] = config.oneOf ?? config.anyOf ?? [];
  return first ? (asVariant(first, {}) as StepDefinition["config"]) : {};
}

function branchesOf({ type, branches }: StepTypeEntry): BranchDefinition[] {
  if (branches === null) return [];
  if (branches.kind === "fixed") {
    const ids = type === "wait_for_event" ? [] : branches.ids;
    return ids.map((id) => ({ id, steps: [] }));
  }
  if (branches.fallbackId !== undefined)
    return [
      { id: "first", when: { all: [] }, steps: [] },
      { id: branches.fallbackId, steps: [] },
    ];
  return [
    { id: "first", steps: [] },
    { id: "second", steps: [] },
  ];
}
