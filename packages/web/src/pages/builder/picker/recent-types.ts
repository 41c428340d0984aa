import { keep, readKept } from "../../../ui/browser-storage.ts";

/* The types of the steps that were inserted last, in this browser: personal, and no part of a workflow. */

const key = "stepwell.recent-steps";
const kept = 5;

/** The last one first. */
export function recentTypes(): readonly string[] {
  try {
    const types: unknown = JSON.parse(readKept(key) ?? "[]");
    return Array.isArray(types) ? types.filter((type) => typeof type === "string") : [];
  } catch {
    return [];
  }
}

export function keepRecent(type: string): void {
  const types = [type, ...recentTypes().filter((one) => one !== type)].slice(0, kept);
  keep(key, JSON.stringify(types));
}
