import { type Store, type StoreHealth, StoreReadOnlyError } from "@stepwell/core";
import { storeWrites } from "../store-writes.ts";
import { DiskFullError, type SimulatedDisk } from "./disk.ts";
import { type Operation, readLog, writeBatch } from "./log.ts";
import { applyUnit, emptyMemory, type Memory } from "./memory.ts";
import { makeMemoryReads, type MemoryReads } from "./memory-reads.ts";
import { applyWrite } from "./memory-writes.ts";

/** Planted bugs, for tests that must find them. */
export interface PlantedBugs {
  /** Acknowledges first, syncs afterwards. */
  readonly ackBeforeSync?: boolean;
  readonly noSync?: boolean;
}

/**
 * The deterministic twin of the SQLite store, for simulations: the same port over a disk that keeps
 * only what was synced. Units of one microtask share a batch. After the disk's crash nothing that
 * was asked is ever answered, as if the process had died.
 */
export async function openSimulatedStore(
  disk: SimulatedDisk,
  bugs: PlantedBugs = {},
): Promise<Store> {
  const twin = new Twin(disk, bugs);
  return {
    commit: (unit) => twin.perform({ kind: "unit", unit }),
    backlog: () => twin.backlog(),
    health: () => twin.health(),
    ...storeWrites({ write: (write) => twin.perform(write) }),
    ...promised(
      disk,
      makeMemoryReads(() => twin.memory()),
    ),
    verify: async () => [],
    close: () => twin.close(),
  };
}

interface Waiting {
  readonly operation: Operation;
  readonly bytes: number;
  readonly settle: (result: unknown) => void;
  readonly refuse: (error: unknown) => void;
}

class Twin {
  readonly #disk: SimulatedDisk;
  readonly #bugs: PlantedBugs;
  #memory: Memory;
  #waiting: Waiting[] = [];
  #readOnlyWhy: string | undefined;
  #isClosed = false;

  constructor(disk: SimulatedDisk, bugs: PlantedBugs) {
    this.#disk = disk;
    this.#bugs = bugs;
    this.#memory = recall(disk);
  }

  memory(): Memory {
    return this.#memory;
  }

  health(): StoreHealth {
    const why = this.#readOnlyWhy;
    return why === undefined ? { status: "ok" } : { status: "read_only", why };
  }

  backlog(): { readonly units: number; readonly bytes: number } {
    const units = this.#waiting.filter(({ operation }) => operation.kind === "unit");
    return { units: units.length, bytes: units.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  perform<T>(given: Operation): Promise<T> {
    if (this.#isClosed) return Promise.reject(new Error("the store is closed"));
    const text = JSON.stringify(given);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const settle = resolve as (result: unknown) => void;
    // A copy: what the caller does with its objects later is not stored.
    const operation = JSON.parse(text) as Operation;
    this.#waiting.push({ operation, bytes: text.length, settle, refuse: reject });
    if (this.#waiting.length === 1) queueMicrotask(() => this.#flush());
    return promise;
  }

  async close(): Promise<void> {
    while (this.#waiting.length > 0) await Promise.resolve();
    this.#isClosed = true;
  }

  #flush(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    if (this.#disk.isDead()) return;
    const applied = batch.map((waiting) => this.#apply(waiting));
    try {
      writeBatch(
        this.#disk,
        applied.filter(changes).map(({ operation }) => operation),
      );
    } catch (error) {
      return this.#refuseAll(batch, error);
    }
    if (this.#bugs.ackBeforeSync) {
      settleAll(applied);
      queueMicrotask(() => this.#disk.sync());
      return;
    }
    if (!this.#bugs.noSync) this.#disk.sync();
    if (this.#disk.isDead()) return;
    this.#readOnlyWhy = undefined;
    settleAll(applied);
  }

  #apply(waiting: Waiting): Applied {
    try {
      const result = applyTo(this.#memory, waiting.operation);
      return { ...waiting, isRefused: false, result };
    } catch (error) {
      waiting.refuse(error);
      return { ...waiting, isRefused: true, result: undefined };
    }
  }

  #refuseAll(batch: readonly Waiting[], error: unknown): void {
    if (!(error instanceof DiskFullError)) throw error;
    this.#disk.discard();
    this.#memory = recall(this.#disk);
    this.#readOnlyWhy = error.message;
    for (const { refuse } of batch) refuse(new StoreReadOnlyError(error.message));
  }
}

interface Applied extends Waiting {
  readonly isRefused: boolean;
  readonly result: unknown;
}

/** Refused units leave no trace, neither here nor in the log. */
function changes({ isRefused, result }: Applied): boolean {
  return !isRefused && result !== "duplicate_event" && result !== "stale";
}

function settleAll(applied: readonly Applied[]): void {
  for (const { settle, result } of applied) settle(result);
}

function recall(disk: SimulatedDisk): Memory {
  const memory = emptyMemory();
  for (const operation of readLog(disk)) applyTo(memory, operation);
  return memory;
}

function applyTo(memory: Memory, operation: Operation): unknown {
  return operation.kind === "unit"
    ? applyUnit(memory, operation.unit)
    : applyWrite(memory, operation);
}

type Promised = { readonly [K in keyof MemoryReads]: Store[K] };

function promised(disk: SimulatedDisk, reads: MemoryReads): Promised {
  const names = Object.keys(reads) as (keyof MemoryReads)[];
  const entries = names.map((name) => {
    const read = reads[name] as (...values: readonly unknown[]) => unknown;
    const promise = async (...values: readonly unknown[]): Promise<unknown> =>
      disk.isDead() ? new Promise(() => {}) : read(...values);
    return [name, promise] as const;
  });
  return Object.fromEntries(entries) as unknown as Promised;
}
