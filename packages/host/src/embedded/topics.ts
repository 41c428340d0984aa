import type { EventRecord, Store } from "@stepwell/core";

/*
 * The topics of events that runs wait for, in memory. Waits that have ended leave theirs behind:
 * when there are many more than before, they are read anew from the waits that exist.
 */

const eventPrefix = "event:";
const topicsMaxAtFirst = 1000;

interface Parts {
  readonly store: Pick<Store, "awaitedTopics">;
  failed(error: unknown): void;
}

export interface Topics {
  of(event: EventRecord): ReadonlySet<string> | undefined;
  /** Runs wait for these from now on: their waits are on the disk. */
  add(names: readonly string[]): void;
  /** Only those that runs wait for now. */
  refresh(): Promise<void>;
}

export function makeTopics({ store, failed }: Parts): Topics {
  let known = byType([]);
  let topicsMax = topicsMaxAtFirst;
  /** Added while the waits are being read, which may not have seen them. */
  let meanwhile: string[] | undefined;

  function add(names: readonly string[]): void {
    meanwhile?.push(...names);
    for (const name of names) known.add(name);
    if (known.size() > topicsMax && !meanwhile) void refresh().catch(failed);
  }

  async function refresh(): Promise<void> {
    meanwhile = [];
    try {
      known = byType([...(await store.awaitedTopics()), ...meanwhile]);
    } finally {
      meanwhile = undefined;
      topicsMax = Math.max(topicsMaxAtFirst, 2 * known.size());
    }
  }

  return { of: (event) => known.of(event), add, refresh };
}

/** By the encoded type of their events. */
function byType(names: readonly string[]) {
  const types = new Map<string, Set<string>>();
  let size = 0;

  function add(topic: string): void {
    const type = topic.startsWith(eventPrefix) ? topic.split(":")[1] : undefined;
    // The end of a called run.
    if (type === undefined) return;
    const topics = types.get(type) ?? new Set();
    types.set(type, topics);
    if (!topics.has(topic)) size += 1;
    topics.add(topic);
  }

  for (const name of names) add(name);
  return {
    add,
    size: (): number => size,
    of: ({ type }: EventRecord): ReadonlySet<string> | undefined =>
      size === 0 ? undefined : types.get(encodeURIComponent(type.toWellFormed())),
  };
}
