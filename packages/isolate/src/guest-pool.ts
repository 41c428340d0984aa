import { compileEngine } from "./engine.ts";
import type { GuestKind, GuestLanguage, IsolateStats, KindStats } from "./guest-call.ts";
import { type GuestLane, type LaneOptions, makeGuestLane } from "./guest-lane.ts";
import { GuestThread, type ThreadResult } from "./guest-thread.ts";
import type { GuestOrder, Image } from "./worker-messages.ts";

export type PoolResult = ThreadResult | { readonly kind: "canceled" | "closed" | "full" };

type Order = Omit<GuestOrder, "image">;

export interface PoolRequest {
  /** Made when its turn has come: what waits holds no texts. */
  readonly makeOrder: () => Order;
  readonly kind: GuestKind;
  readonly group: string;
  readonly signal: AbortSignal | undefined;
}

interface Entry extends PoolRequest {
  readonly resolve: (result: PoolResult) => void;
  thread: GuestThread | undefined;
}

/** A kind of call has places and a queue of its own: people do not wait for scripts. */
interface Kind {
  readonly lane: GuestLane<Entry>;
  answered: number;
  terminated: number;
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
const checkWorkers = 1;

export class GuestPool {
  readonly #options: PoolOptions;
  readonly #kinds: { readonly [kind in GuestKind]: Kind };
  readonly #images = new Map<GuestLanguage, Image>();
  readonly #threads = new Set<GuestThread>();
  /** The last one is taken first: its engines are warm. */
  readonly #idle: GuestThread[] = [];
  readonly #busy = new Set<Entry>();
  #engine: Promise<object> | undefined;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    const { workers, queueMax } = options;
    this.#kinds = {
      run: kindOf({ placesMax: workers, newcomerPlacesMax: workers, queueMax }),
      check: kindOf({ placesMax: checkWorkers, newcomerPlacesMax: 0, queueMax }),
    };
  }

  carryOut(request: PoolRequest): Promise<PoolResult> {
    const { signal, kind } = request;
    if (this.#isClosed) return Promise.resolve({ kind: "closed" });
    if (signal?.aborted) return Promise.resolve({ kind: "canceled" });
    const { promise, resolve } = Promise.withResolvers<PoolResult>();
    const entry: Entry = { ...request, resolve, thread: undefined };
    if (!this.#kinds[kind].lane.add(entry)) return Promise.resolve({ kind: "full" });
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
    const { run, check } = this.#kinds;
    return {
      workers: this.#threads.size,
      busy: this.#busy.size,
      queued: run.lane.queued() + check.lane.queued(),
      answered: run.answered + check.answered,
      terminated: run.terminated + check.terminated,
      kinds: { run: statsOf(run), check: statsOf(check) },
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { lane } of Object.values(this.#kinds))
      for (let entry = lane.give(); entry; entry = lane.give()) entry.resolve({ kind: "closed" });
    for (const entry of this.#busy) entry.resolve({ kind: "closed" });
    await Promise.all([...this.#threads].map((thread) => thread.end()));
    this.#threads.clear();
    this.#idle.length = 0;
  }

  #dispatch(module: object): void {
    if (this.#isClosed) return;
    for (const { lane } of Object.values(this.#kinds))
      for (let entry = lane.begin(); entry; entry = lane.begin()) {
        const order = madeOrder(entry);
        if (order) void this.#serve(entry, order, module);
        else lane.end(entry);
      }
  }

  async #serve(entry: Entry, order: Order, module: object): Promise<void> {
    const thread = this.#takeIdle() ?? this.#startThread(module);
    const kind = this.#kinds[entry.kind];
    this.#busy.add(entry);
    entry.thread = thread;
    const result = await thread.carryOut({ ...order, image: this.#images.get(order.language) });
    if (result.kind === "ended") kind.answered += 1;
    // From here on the thread is another call's: an abort must not end it.
    entry.thread = undefined;
    entry.resolve(result);
    if (!thread.isAlive()) kind.terminated += 1;
    await this.#release(thread);
    this.#busy.delete(entry);
    kind.lane.end(entry);
    this.#keepSpare(module);
    this.#dispatch(module);
  }

  async #release(thread: GuestThread): Promise<void> {
    const isWanted = this.#idle.length < this.#options.workers + spareThreads;
    if (thread.isAlive() && isWanted) {
      this.#idle.push(thread);
      return;
    }
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
    this.#kinds[entry.kind].lane.remove(entry);
    entry.resolve(result);
  }
}

function kindOf(options: LaneOptions): Kind {
  return { lane: makeGuestLane(options), answered: 0, terminated: 0 };
}

function statsOf({ lane, answered, terminated }: Kind): KindStats {
  return { queued: lane.queued(), running: lane.running(), answered, terminated };
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
