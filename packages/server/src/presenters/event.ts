import type { RunRow, StoredEvent } from "@stepwell/core";
import { presentEventFields } from "./event-fields.ts";
import { presentRunSummary } from "./run.ts";
import { isoTime } from "./time.ts";

export function presentEventSummary(event: StoredEvent) {
  return {
    ...presentEventFields(event),
    externalId: externalIdOf(event),
    receivedAt: isoTime(event.receivedAt),
    decisions: [...event.decisions],
  };
}

export function presentEvent(event: StoredEvent, runs: readonly RunRow[]) {
  return {
    ...presentEventSummary(event),
    data: event.data,
    runs: runs.map(presentRunSummary),
  };
}

/** The id that the sender gave the event: the last part of what makes its repeats known. */
function externalIdOf({ dedupeKey }: StoredEvent): string | null {
  return dedupeKey?.split("\n").at(-1) ?? null;
}
