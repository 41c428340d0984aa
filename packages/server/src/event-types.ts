import {
  eventTypePattern,
  isJsonObject,
  type KnownEventType,
  type Store,
  type StoredEvent,
} from "@stepwell/core";
import type { Confidential } from "./confidential.ts";
import { type EventType, makeEventTypeMap } from "./event-type-map.ts";

/** The types of events of an environment; kept in its settings, one for each, and a list of names. */
export interface EventTypes {
  /** The store, which tells of every event that it takes. */
  readonly store: Store;
  all(): readonly EventType[];
  find(name: string): EventType | undefined;
  lastSeenAt(name: string): number | undefined;
  /** For the checker. */
  known(): ReadonlyMap<string, KnownEventType>;
  put(type: EventType): Promise<void>;
  delete(name: string): Promise<void>;
  /** What has come of these types is not to be shown. */
  conceal(names: readonly string[]): void;
  /** Resolves when all that was learnt is durable. */
  close(): Promise<void>;
}

const listSetting = "event_types";
const settingOf = (name: string): string => `event_type:${name}`;

const learntMax = 1000;
const sampleBytesMax = 64 * 1024;
/** Of all learnt samples together: they are in memory. */
const samplesBytesMax = 8 * 1024 * 1024;

const plain = { category: null, description: null, schema: null, isLearnt: true } as const;

/** When an event of each type has come last; null where none has. */
type SeenAt = Map<string, number | null>;

export async function openEventTypes({ store, ofEvent }: Confidential): Promise<EventTypes> {
  const seenAt = await readSeenAt(store);
  const types = makeEventTypeMap(await readTypes(store, [...seenAt.keys()]));
  const write = makeWriter(store, seenAt, types.find);
  /** Outside of anybody's way; what could not be written is learnt again after the next start. */
  const writeLater = (names: readonly string[]): Promise<void> =>
    write(names).catch(() => undefined);

  /** An event has come and is durable. */
  function see(event: StoredEvent): void {
    const { type: name, data } = event;
    const isKnown = types.find(name) !== undefined;
    if (!isKnown && types.learntCount() >= learntMax) return;
    seenAt.set(name, event.receivedAt);
    if (isKnown) return;
    const bytes = ofEvent(event) ? Infinity : JSON.stringify(data).length;
    const isKept = bytes <= sampleBytesMax && types.samplesBytes() + bytes <= samplesBytesMax;
    types.set({ ...plain, name, sample: isKept ? data : null });
    void writeLater([name]);
  }

  async function change(name: string, next: EventType | undefined): Promise<void> {
    const [before, seen] = [types.find(name), seenAt.get(name)];
    const become = (type: EventType | undefined, at: number | null | undefined): void => {
      if (type) types.set(type);
      else types.remove(name);
      if (at === undefined) seenAt.delete(name);
      else seenAt.set(name, at);
    };
    become(next, next && (seen ?? null));
    await write([name]).catch((error: unknown) => {
      become(before, seen);
      throw error;
    });
  }

  return {
    store: tellingStore(store, see),
    all: types.all,
    find: types.find,
    lastSeenAt: (name) => seenAt.get(name) ?? undefined,
    known: () => types.known,
    put: (type) => change(type.name, type),
    delete: (name) => change(name, undefined),
    conceal(names) {
      const shown = names
        .flatMap((name) => types.find(name) ?? [])
        .filter(({ isLearnt, sample }) => isLearnt && sample !== null);
      for (const type of shown) types.set({ ...type, sample: null });
      if (shown.length > 0) void writeLater(shown.map(({ name }) => name));
    },
    close: () => writeLater([]),
  };
}

/** One write after the other, so that the last word on a type is the last that is stored. */
function makeWriter(store: Store, seenAt: SeenAt, find: (name: string) => EventType | undefined) {
  let writing: Promise<unknown> = Promise.resolve();

  async function writeNow(names: readonly string[]): Promise<void> {
    const writes = names.map((name) => store.setSetting(settingOf(name), storedForm(find(name))));
    await Promise.all(writes);
    await store.setSetting(listSetting, Object.fromEntries(seenAt));
  }

  return (names: readonly string[]): Promise<void> => {
    const written = writing.then(() => writeNow(names));
    writing = written.catch(() => undefined);
    return written;
  };
}

function storedForm(type: EventType | undefined) {
  return type ? { ...type } : null;
}

/** What is for one workflow only has no public type. */
function tellingStore(store: Store, see: (event: StoredEvent) => void): Store {
  return {
    ...store,
    commit(unit) {
      const event = unit.kind === "accept" ? unit.event : undefined;
      const committed = store.commit(unit);
      if (!event || event.target !== undefined) return committed;
      return committed.then((result) => {
        if (result === "committed") see(event);
        return result;
      });
    },
  };
}

async function readSeenAt(store: Store): Promise<SeenAt> {
  const stored = await store.setting(listSetting);
  if (!isJsonObject(stored)) return new Map();
  return new Map(Object.entries(stored as { readonly [name: string]: number | null }));
}

async function readTypes(store: Store, names: readonly string[]): Promise<readonly EventType[]> {
  const stored = await Promise.all(names.map((name) => store.setting(settingOf(name))));
  return stored.flatMap((type) => {
    const read = isJsonObject(type) ? (type as unknown as EventType) : undefined;
    return read && eventTypePattern.test(read.name) ? [read] : [];
  });
}
