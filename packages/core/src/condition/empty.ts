import { isJsonArray, isJsonObject, type Json } from "../json.ts";

/** Whether nothing is compared in it: a group without comparisons, however deep. */
export function isEmptyCondition(tree: Json): boolean {
  if (!isJsonObject(tree)) return false;
  const items = tree["all"] ?? tree["any"] ?? tree["none"];
  return isJsonArray(items) && items.every(isEmptyCondition);
}
