import { formatPath, isJsonArray, isJsonObject, type Json, type Path } from "@stepwell/core";

/**
 * How lists are taken: `collapse` reads a field of all items at once (`items.price`), `index` one item
 * by its place (`items[0].price`).
 */
export type ListReading = "collapse" | "index";

const pathsMax = 500;
const segmentsMax = 31;

/** The path of every value in a sample; of lists as a whole and of what is in them. */
export function samplePaths(sample: Json, lists: ListReading): readonly Path[] {
  const found = new Map<string, Path>();
  collect(sample, [], { lists, found });
  return [...found.values()];
}

interface Search {
  readonly lists: ListReading;
  /** By their text: the items of a list mostly have the same fields. */
  readonly found: Map<string, Path>;
}

function collect(value: Json, path: Path, search: Search): void {
  if (search.found.size >= pathsMax || path.length > segmentsMax) return;
  if (isJsonArray(value)) {
    add(path, search);
    for (const [index, item] of value.entries())
      if (search.lists === "index") collect(item, [...path, index], search);
      else if (isJsonObject(item)) collect(item, path, search);
  } else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key], search);
  } else add(path, search);
}

function add(path: Path, { found }: Search): void {
  if (path.length > 0) found.set(formatPath(path), path);
}
