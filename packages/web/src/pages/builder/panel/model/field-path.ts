import type { Finding } from "../../model/builder-store.ts";

const place = /^(?:trigger|steps\.\d+(?:\.branches\.\d+\.steps\.\d+)*)(?:\.config)?(?:\.|$)/;

/** Where in a step or trigger a finding is, as fields are marked: `url`, `branches.0.when`. */
export function fieldPathOf(path: string): string {
  return path.replace(place, "");
}

/** Is the finding at this field, or inside of it? */
export function isAt({ path }: Finding, field: string): boolean {
  const own = fieldPathOf(path);
  return own === field || own.startsWith(`${field}.`);
}
