import type { RunSummary } from "../list/run-summary.ts";

/** When a run began what it has done itself: a resumed one has the beginning of the run before it. */
export function ownStart({
  startedAt,
  createdAt,
  rerunOf,
}: Pick<RunSummary, "startedAt" | "createdAt" | "rerunOf">): string | null {
  if (startedAt === null || rerunOf === null) return startedAt;
  return Date.parse(startedAt) < Date.parse(createdAt) ? createdAt : startedAt;
}
