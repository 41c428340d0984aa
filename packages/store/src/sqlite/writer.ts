import {
  type StoreHealth,
  StoreReadOnlyError,
  type StoreUnit,
  type UnitResult,
} from "@stepwell/core";
import type { Write, WriteResults } from "../write.ts";
import type { Failure } from "./failure.ts";
import { type Cell, encodeUnit } from "./unit-batch.ts";
import type { UnitAnswer, WriterAnswer, WriterOrder } from "./writer-messages.ts";

/** The writer's thread as seen from here. */
export interface WriterPort {
  post(order: WriterOrder): void;
}

export interface WriterOptions {
  readonly port: WriterPort;
  /** The disk's state is unknown: the process must end. */
  readonly onFatal: (error: Error) => void;
}

interface Waiter {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** One message to the thread and who waits for it. */
interface Job {
  readonly order: WriterOrder;
  /** The order again where it is a batch that may still grow. */
  readonly cells: Cell[] | undefined;
  readonly waiters: Waiter[];
  bytes: number;
}

/**
 * A batch of this size goes while another one is still with the thread: the thread writes it while
 * the main thread takes the next requests, instead of one waiting for the other.
 */
const eagerUnits = 32;
const postedMax = 2;
const batchUnitsMax = 2000;
const batchBytesMax = 4 * 1024 * 1024;
const probeDelayMs = 1000;

/** A full disk is freed by these; they may be tried while the store is read-only. */
const freeing: ReadonlySet<Write["kind"]> = new Set([
  "delete_runs",
  "delete_workflow",
  "delete_workflow_runs",
  "prune",
]);

/**
 * Gathers units while orders are with the thread: the slower the disk, the larger the batches.
 * Orders are carried out in the order in which they were given.
 */
export class Writer {
  readonly #port: WriterPort;
  readonly #onFatal: (error: Error) => void;
  readonly #jobs: Job[] = [];
  /** With the thread, the oldest first. */
  readonly #posted: Job[] = [];
  #isFlushPlanned = false;
  #units = 0;
  #bytes = 0;
  #readOnlyWhy: string | undefined;
  /** Set once nothing is taken any more. */
  #ended: Error | undefined;
  #isClosed = false;
  #hasFailed = false;

  constructor({ port, onFatal }: WriterOptions) {
    this.#port = port;
    this.#onFatal = onFatal;
  }

  commit(unit: StoreUnit): Promise<UnitResult> {
    const refusal = this.#refusal();
    if (refusal) return Promise.reject(refusal);
    const job = this.#openBatch();
    const bytes = encodeUnit(unit, job.cells);
    job.bytes += bytes;
    this.#bytes += bytes;
    this.#units += 1;
    const result = new Promise<UnitResult>((resolve, reject) =>
      job.waiters.push({ resolve: resolve, reject }),
    );
    if (job.waiters.length >= eagerUnits) this.#flush();
    else this.#planFlush();
    return result;
  }

  write<W extends Write>(write: W): Promise<WriteResults[W["kind"]]> {
    const refusal = freeing.has(write.kind) ? this.#ended : this.#refusal();
    if (refusal) return Promise.reject(refusal);
    return this.#order(write) as Promise<WriteResults[W["kind"]]>;
  }

  backlog(): { readonly units: number; readonly bytes: number } {
    return { units: this.#units, bytes: this.#bytes };
  }

  health(): StoreHealth {
    const why = this.#ended?.message ?? this.#readOnlyWhy;
    return why === undefined ? { status: "ok" } : { status: "read_only", why };
  }

  /** Takes nothing more; resolves when all that was taken is durable and the file is closed. */
  close(): Promise<unknown> {
    this.#ended ??= new Error("the store is closed");
    return this.#order({ kind: "close" });
  }

  /** The thread has closed the file and may end. */
  isClosed(): boolean {
    return this.#isClosed;
  }

  answered(answer: WriterAnswer): void {
    const job = this.#posted.shift();
    if (job) {
      if (job.cells) this.#forget(job);
      this.#isClosed = "kind" in job.order && job.order.kind === "close";
      this.#settle(job, answer);
    }
    if (this.#jobs.length > 0) this.#flush();
  }

  /** The thread is gone or the disk failed: what waits was not written, as far as we know. */
  fail(error: Error): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#ended = error;
    this.#onFatal(error);
    for (const job of [...this.#posted, ...this.#jobs]) rejectAll(job, error);
    this.#posted.length = 0;
    this.#jobs.length = 0;
  }

  #refusal(): Error | undefined {
    if (this.#ended) return this.#ended;
    return this.#readOnlyWhy === undefined ? undefined : new StoreReadOnlyError(this.#readOnlyWhy);
  }

  #openBatch(): Job & { readonly cells: Cell[] } {
    const last = this.#jobs.at(-1);
    if (last?.cells && last.waiters.length < batchUnitsMax && last.bytes < batchBytesMax)
      return last as Job & { readonly cells: Cell[] };
    const cells: Cell[] = [];
    const job = { order: cells, cells, waiters: [], bytes: 0 };
    this.#jobs.push(job);
    return job;
  }

  #order(order: WriterOrder): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#jobs.push({ order, cells: undefined, waiters: [{ resolve, reject }], bytes: 0 });
    this.#planFlush();
    return promise;
  }

  /** After the events of this turn of the loop, so that they share one batch. */
  #planFlush(): void {
    if (this.#posted.length > 0 || this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    setImmediate(() => {
      this.#isFlushPlanned = false;
      if (this.#posted.length === 0) this.#flush();
    });
  }

  #flush(): void {
    if (this.#posted.length >= postedMax) return;
    const job = this.#jobs.shift();
    if (!job) return;
    this.#posted.push(job);
    this.#port.post(job.order);
  }

  #forget(job: Job): void {
    this.#units -= job.waiters.length;
    this.#bytes -= job.bytes;
  }

  #settle(job: Job, answer: WriterAnswer): void {
    switch (answer.kind) {
      case "failed":
        return this.#failed(job, answer.failure);
      case "units":
        return settleUnits(job, answer.results);
      case "written":
        return resolveAll(job, answer.result);
      case "done":
        this.#readOnlyWhy = undefined;
        return resolveAll(job, undefined);
      default:
        answer satisfies never;
    }
  }

  #failed(job: Job, failure: Failure): void {
    if (failure.kind === "fatal") {
      const error = errorOf(failure);
      rejectAll(job, error);
      return this.fail(error);
    }
    if (failure.kind === "unit") return rejectAll(job, errorOf(failure));
    rejectAll(job, new StoreReadOnlyError(failure.message));
    this.#becomeReadOnly(failure.message);
  }

  #becomeReadOnly(why: string): void {
    const wasReadOnly = this.#readOnlyWhy !== undefined;
    this.#readOnlyWhy = why;
    const refused = this.#jobs.filter((job) => job.cells);
    for (const job of refused) {
      this.#forget(job);
      rejectAll(job, new StoreReadOnlyError(why));
    }
    const kept = this.#jobs.filter((job) => !job.cells);
    this.#jobs.splice(0, this.#jobs.length, ...kept);
    if (!wasReadOnly) this.#planProbe();
  }

  #planProbe(): void {
    setTimeout(() => {
      if (this.#ended) return;
      this.#order({ kind: "probe" }).catch(() => this.#planProbe());
    }, probeDelayMs).unref();
  }
}

function settleUnits({ waiters }: Job, results: readonly UnitAnswer[] | undefined): void {
  for (const [index, waiter] of waiters.entries()) {
    const result = results?.[index] ?? "committed";
    if (typeof result === "string") waiter.resolve(result);
    else waiter.reject(errorOf(result));
  }
}

function resolveAll({ waiters }: Job, result: unknown): void {
  for (const waiter of waiters) waiter.resolve(result);
}

function rejectAll({ waiters }: Job, error: Error): void {
  for (const waiter of waiters) waiter.reject(error);
}

function errorOf({ message, code }: Failure): Error {
  return new Error(`the store could not write: ${message} (SQLite ${code})`);
}
