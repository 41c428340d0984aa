import type { ListSearch } from "../routes.ts";

interface Listed {
  readonly name: string;
  readonly description: string | null;
  readonly folder: string | null;
  readonly tags: readonly string[];
  readonly active: boolean;
  readonly trigger: { readonly type: string };
}

/** Those that fit what is looked for. Archived ones are another list of the server. */
export function matching<Item extends Listed>(
  workflows: readonly Item[],
  { q = "", status, trigger, folder, tag }: ListSearch,
): readonly Item[] {
  const words = q.toLowerCase().split(/\s+/);
  return workflows.filter(
    (one) =>
      words.every((word) => textOf(one).includes(word)) &&
      (status !== "active" || one.active) &&
      (status !== "inactive" || !one.active) &&
      (trigger === undefined || one.trigger.type === trigger) &&
      (folder === undefined || isInFolder(one.folder, folder)) &&
      (tag === undefined || one.tags.includes(tag)),
  );
}

function textOf({ name, description, folder, tags }: Listed): string {
  return [name, description, folder, ...tags].join(" ").toLowerCase();
}

/** Folders may have folders: `shop/orders`. */
function isInFolder(has: string | null, wanted: string): boolean {
  return has === wanted || (has ?? "").startsWith(`${wanted}/`);
}

/** What there is to filter by, in the order of the alphabet. */
export function valuesOf<Item>(
  items: readonly Item[],
  read: (item: Item) => readonly string[],
): readonly string[] {
  return [...new Set(items.flatMap(read))].toSorted((a, b) => a.localeCompare(b));
}
