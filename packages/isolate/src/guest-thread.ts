import { Worker } from "node:worker_threads";
import type { GuestLanguage } from "./guest-call.ts";
import { monotonicMs } from "./monotonic.ts";
import type {
  GuestOrder,
  GuestOutcome,
  Image,
  WorkerAnswer,
  WorkerData,
} from "./worker-messages.ts";

export type ThreadResult =
  | { readonly kind: "ended"; readonly outcome: GuestOutcome }
  /** The watchdog had to end the thread. */
  | { readonly kind: "overdue" }
  | { readonly kind: "died"; readonly message: string };

export interface ThreadOptions {
  readonly module: object;
  readonly onImage: (language: GuestLanguage, image: Image) => void;
}

/** What a guest may take over its limit before its thread is ended: its own interrupt comes first. */
const graceMs = 250;
/** Loading the largest library takes half a second; a thread that needs this long is lost. */
const preparationMs = 30_000;

/** A thread for guests with its watchdog. It carries out one order at a time. */
export class GuestThread {
  readonly #worker: Worker;
  readonly #begun = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  readonly #exited = Promise.withResolvers<void>();
  #resolve: ((result: ThreadResult) => void) | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #isAlive = true;

  constructor({ module, onImage }: ThreadOptions) {
    const workerData: WorkerData = { module, begun: this.#begun };
    this.#worker = new Worker(new URL("./guest-worker.ts", import.meta.url), {
      workerData,
      // Nothing of the process is for guests, and its flags may be meant for its main script.
      env: {},
      execArgv: [],
      // Guests live outside this heap; it holds the texts that go in and out.
      resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 128, stackSizeMb: 8 },
    });
    this.#worker.on("message", (answer: WorkerAnswer) => {
      if (answer.kind === "image") onImage(answer.language, answer.image);
      else this.#settle({ kind: "ended", outcome: answer.outcome });
    });
    this.#worker.on("error", ({ message }) => this.#settle({ kind: "died", message }));
    this.#worker.on("exit", () => {
      this.#isAlive = false;
      this.#settle({ kind: "died", message: "it ended" });
      this.#exited.resolve();
    });
    // Listening holds the process, so this comes last: an idle thread lets it end.
    this.#worker.unref();
  }

  isAlive(): boolean {
    return this.#isAlive;
  }

  carryOut(order: GuestOrder): Promise<ThreadResult> {
    const { promise, resolve } = Promise.withResolvers<ThreadResult>();
    this.#resolve = resolve;
    this.#begun[0] = 0;
    this.#worker.ref();
    this.#watch(order.limits.timeMs + graceMs, monotonicMs());
    this.#worker.postMessage(order, []);
    return promise;
  }

  /** Resolves when the thread is gone, whatever it was doing. */
  async end(): Promise<void> {
    this.#isAlive = false;
    await this.#worker.terminate();
    await this.#exited.promise;
  }

  /** The guest's time begins when its engine is ready, which only the thread can tell. */
  #watch(allowedMs: number, postedMs: number): void {
    const begunMs = this.#begun[0] ?? 0;
    const endMs = begunMs === 0 ? postedMs + preparationMs : begunMs + allowedMs;
    const leftMs = endMs - monotonicMs();
    if (leftMs <= 0) return this.#bite();
    const delayMs = Math.ceil(Math.min(leftMs, allowedMs));
    this.#watchdog = setTimeout(() => this.#watch(allowedMs, postedMs), delayMs);
  }

  #bite(): void {
    this.#isAlive = false;
    void this.#worker.terminate();
    this.#settle({ kind: "overdue" });
  }

  #settle(result: ThreadResult): void {
    clearTimeout(this.#watchdog);
    if (result.kind !== "ended") this.#isAlive = false;
    this.#worker.unref();
    this.#resolve?.(result);
    this.#resolve = undefined;
  }
}
