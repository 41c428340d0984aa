import { crc32 } from "node:zlib";
import type { StoreUnit } from "@stepwell/core";
import { CorruptedError } from "../corrupted-error.ts";
import type { Write } from "../write.ts";
import type { SimulatedDisk } from "./disk.ts";

export type Operation = Write | { readonly kind: "unit"; readonly unit: StoreUnit };

/** Ends a batch: without it the batch does not count. */
interface Commit {
  readonly kind: "commit";
  readonly count: number;
}

/** Writes a batch; it is durable after the disk's next sync. */
export function writeBatch(disk: SimulatedDisk, operations: readonly Operation[]): void {
  for (const operation of operations) disk.write(seal(operation));
  disk.write(seal({ kind: "commit", count: operations.length }));
}

/**
 * The operations of all whole batches. A broken last batch was never synced and is cut; a broken
 * one before a whole one is a damage.
 */
export function readLog(disk: SimulatedDisk): readonly Operation[] {
  const records = disk.records();
  const operations: Operation[] = [];
  let batch: (Operation | undefined)[] = [];
  let wholeLength = 0;
  let brokenAt: number | undefined;
  for (const [index, record] of records.entries()) {
    const content = unseal(record);
    if (content?.kind !== "commit") {
      batch.push(content);
      continue;
    }
    const whole = batch.filter((operation) => operation !== undefined);
    const isWhole = whole.length === content.count && batch.length === content.count;
    if (isWhole && brokenAt !== undefined)
      throw new CorruptedError(
        `simulated disk: damaged in the batch that ends at record ${brokenAt}`,
      );
    if (isWhole) {
      operations.push(...whole);
      wholeLength = index + 1;
    } else brokenAt = index;
    batch = [];
  }
  disk.cut(wholeLength);
  return operations;
}

function seal(content: Operation | Commit): string {
  const text = JSON.stringify(content);
  return `${crc32(text)} ${text}`;
}

function unseal(record: string): Operation | Commit | undefined {
  const space = record.indexOf(" ");
  const text = record.slice(space + 1);
  if (space < 0 || Number(record.slice(0, space)) !== crc32(text)) return undefined;
  return JSON.parse(text) as Operation | Commit;
}
