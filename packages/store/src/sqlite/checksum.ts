import { crc32 } from "node:zlib";
import type { Cell } from "./unit-batch.ts";

/** Over all cells of an event, in the order in which they are inserted. */
export function eventChecksum(event: readonly Cell[]): number {
  return crc32(event.join("\n"));
}

export function journalChecksum(runId: string, seq: number, facts: string): number {
  return crc32(`${runId}\n${seq}\n${facts}`);
}
