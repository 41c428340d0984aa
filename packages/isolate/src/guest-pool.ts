import { compileEngine } from "./engine.ts";
import { makeFairQueue } from "./fair-queue.ts";
import type { GuestLanguage, IsolateStats } from "./guest-call.ts";
import { GuestThread, type ThreadResult } from "./guest-thread.ts";
import type { GuestOrder, Image } from "./worker-messages.ts";

export type PoolResult = ThreadResult | { readonly kind: "canceled" | "closed" | "full" };

type Order = Omit<GuestOrder, "image">;

export interface PoolRequest {
  /** Made when its turn has come: what waits holds no texts. */
  readonly makeOrder: () => Order;
  readonly group: string;
  readonly signal: AbortSignal | undefined;
}

interface Entry extends PoolRequest {
  readonly resolve: (result: PoolResult) => void;
  thread: GuestThread | undefined;
}

export interface PoolOptions {
  readonly workers: number;
  readonly queueMax: number;
}

/**
 * One thread more than may be busy: when a guest's thread has to be ended, the spare one takes the
 * next call while another starts.
 */
const spareThreads = 1;

export class GuestPool {
  readonly #options: PoolOptions;
  readonly #queue;
  readonly #images = new Map<GuestLanguage, Image>();
  readonly #threads = new Set<GuestThread>();
  /** The last one is taken first: its engines are warm. */
  readonly #idle: GuestThread[] = [];
  readonly #busy = new Set<Entry>();
  #engine: Promise<object> | undefined;
  #isClosed = false;
  #answered = 0;
  #terminated = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#queue = makeFairQueue<Entry>(options.queueMax);
  }

  carryOut(request: PoolRequest): Promise<PoolResult> {
    const { signal, group } = request;
    if (this.#isClosed) return Promise.resolve({ kind: "closed" });
    if (signal?.aborted) return Promise.resolve({ kind: "canceled" });
    const { promise, resolve } = Promise.withResolvers<PoolResult>();
    const entry: Entry = { ...request, resolve, thread: undefined };
    if (!this.#queue.add(group, entry)) return Promise.resolve({ kind: "full" });
    const onAbort = (): void => this.#abort(entry);
    signal?.addEventListener("abort", onAbort, { once: true });
    this.#engine ??= compileEngine();
    this.#engine.then(
      (module) => this.#dispatch(module),
      (error: Error) => this.#drop(entry, { kind: "died", message: error.message }),
    );
    return promise.finally(() => signal?.removeEventListener("abort", onAbort));
  }

  stats(): IsolateStats {
    return {
      workers: this.#threads.size,
      busy: this.#busy.size,
      queued: this.#queue.size(),
      answered: this.#answered,
      terminated: this.#terminated,
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (let entry = this.#queue.take(); entry; entry = this.#queue.take())
      entry.resolve({ kind: "closed" });
    for (const entry of this.#busy) entry.resolve({ kind: "closed" });
    await Promise.all([...this.#threads].map((thread) => thread.end()));
    this.#threads.clear();
    this.#idle.length = 0;
  }

  #dispatch(module: object): void {
    while (!this.#isClosed && this.#busy.size < this.#options.workers) {
      const entry = this.#queue.take();
      if (!entry) return;
      const order = madeOrder(entry);
      if (order) void this.#serve(entry, order, module);
    }
  }

  async #serve(entry: Entry, order: Order, module: object): Promise<void> {
    const thread = this.#takeIdle() ?? this.#startThread(module);
    this.#busy.add(entry);
    entry.thread = thread;
    const result = await thread.carryOut({ ...order, image: this.#images.get(order.language) });
    if (result.kind === "ended") this.#answered += 1;
    // From here on the thread is another call's: an abort must not end it.
    entry.thread = undefined;
    entry.resolve(result);
    await this.#release(thread);
    this.#busy.delete(entry);
    this.#keepSpare(module);
    this.#dispatch(module);
  }

  async #release(thread: GuestThread): Promise<void> {
    if (thread.isAlive()) {
      this.#idle.push(thread);
      return;
    }
    this.#terminated += 1;
    await thread.end();
    this.#threads.delete(thread);
  }

  /** Threads start with the calls; the spare one when the first call has ended. */
  #keepSpare(module: object): void {
    const wanted = Math.min(this.#busy.size + this.#idle.length, this.#options.workers);
    if (this.#isClosed || this.#threads.size >= wanted + spareThreads) return;
    this.#idle.unshift(this.#startThread(module));
  }

  #takeIdle(): GuestThread | undefined {
    let thread = this.#idle.pop();
    while (thread && !thread.isAlive()) {
      this.#threads.delete(thread);
      thread = this.#idle.pop();
    }
    return thread;
  }

  #startThread(module: object): GuestThread {
    const onImage = (language: GuestLanguage, image: Image): void => {
      if (!this.#images.has(language)) this.#images.set(language, image);
    };
    const thread = new GuestThread({ module, onImage });
    this.#threads.add(thread);
    return thread;
  }

  #abort(entry: Entry): void {
    this.#drop(entry, { kind: "canceled" });
    void entry.thread?.end();
  }

  #drop(entry: Entry, result: PoolResult): void {
    this.#queue.remove(entry.group, entry);
    entry.resolve(result);
  }
}

/** A value that is not JSON after all fails its own call only. */
function madeOrder(entry: Entry): Order | undefined {
  try {
    return entry.makeOrder();
  } catch (error) {
    entry.resolve({ kind: "died", message: String(error) });
    return undefined;
  }
}
