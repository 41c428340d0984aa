import { type Definition, findStep, type Place } from "@stepwell/core";
import { triggerId } from "../../../canvas/layout.ts";
import { listAt, placeBeside } from "../model/walk.ts";

/* Where a row that is dropped on or beside another one of the outline stands afterwards. */

interface Target {
  readonly key: string | number;
  readonly dropPosition: "on" | "before" | "after";
}

/** Undefined where no step can be dropped. */
export function placeOfDrop(
  definition: Definition,
  { key, dropPosition }: Target,
): Place | undefined {
  const row = String(key);
  if (row.includes("/")) return placeInList(definition, row, dropPosition);
  if (dropPosition === "on") return undefined;
  if (row === triggerId) return dropPosition === "after" ? { index: 0 } : undefined;
  return findStep(definition, row) && placeBeside(definition, row, dropPosition);
}

/** On a branch, or before the row that ends a list: the last of the list. */
function placeInList(
  definition: Definition,
  row: string,
  dropPosition: Target["dropPosition"],
): Place | undefined {
  const isEnd = row.endsWith("/+");
  if (dropPosition !== (isEnd ? "before" : "on")) return undefined;
  const [stepId = "", branchId] = (isEnd ? row.slice(0, -2) : row).split("/");
  if (branchId === undefined) return { index: definition.steps.length };
  const branch = { stepId, branchId };
  return { branch, index: listAt(definition, branch).length };
}
