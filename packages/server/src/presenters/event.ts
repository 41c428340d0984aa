import type { StoredEvent } from "@stepwell/core";
import { hiddenMark, type Sight } from "../sight.ts";
import { presentEventFields } from "./event-fields.ts";
import type { presentRunSummary } from "./run.ts";
import { isoTime } from "./time.ts";

export function presentEventSummary(event: StoredEvent, { confidential, hidden }: Sight) {
  return {
    ...presentEventFields(event),
    externalId: hidden ? null : externalIdOf(event),
    receivedAt: isoTime(event.receivedAt),
    decisions: event.decisions.map((one) => (hidden ? { ...one, detail: undefined } : one)),
    confidential,
  };
}

type RunSummary = ReturnType<typeof presentRunSummary>;

export function presentEvent(event: StoredEvent, runs: readonly RunSummary[], sight: Sight) {
  return {
    ...presentEventSummary(event, sight),
    data: sight.hidden ? hiddenMark : event.data,
    runs: [...runs],
  };
}

/** The id that the sender gave the event: the last part of what makes its repeats known. */
function externalIdOf({ dedupeKey }: StoredEvent): string | null {
  return dedupeKey?.split("\n").at(-1) ?? null;
}
