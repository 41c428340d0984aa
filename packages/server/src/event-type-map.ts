import { type Json, type JsonObject, type KnownEventType, knownEventType } from "@stepwell/core";

/** A type of event, as it was registered or as it has come. */
export interface EventType {
  readonly name: string;
  readonly category: string | null;
  readonly description: string | null;
  readonly schema: JsonObject | null;
  /** Data of an event of the type. */
  readonly sample: Json;
  /** Nobody has registered it: an event of the type has come. */
  readonly isLearnt: boolean;
}

/** The types of events in memory, with what the checker makes of each. */
export interface EventTypeMap {
  readonly known: ReadonlyMap<string, KnownEventType>;
  all(): readonly EventType[];
  find(name: string): EventType | undefined;
  set(type: EventType): void;
  remove(name: string): void;
  learntCount(): number;
  /** Of all learnt samples together, as JSON. */
  samplesBytes(): number;
}

export function makeEventTypeMap(loaded: readonly EventType[]): EventTypeMap {
  const types = new Map<string, EventType>();
  const known = new Map<string, KnownEventType>();
  let learntCount = 0;
  let samplesBytes = 0;

  function count(type: EventType | undefined, by: 1 | -1): void {
    if (type?.isLearnt !== true) return;
    learntCount += by;
    samplesBytes += by * JSON.stringify(type.sample).length;
  }

  function set(type: EventType): void {
    count(types.get(type.name), -1);
    count(type, 1);
    types.set(type.name, type);
    known.set(type.name, knownOf(type));
  }

  for (const type of loaded) set(type);
  return {
    known,
    all: () => [...types.values()],
    find: (name) => types.get(name),
    set,
    remove(name) {
      count(types.get(name), -1);
      types.delete(name);
      known.delete(name);
    },
    learntCount: () => learntCount,
    samplesBytes: () => samplesBytes,
  };
}

function knownOf({ schema, sample }: EventType): KnownEventType {
  return knownEventType({ ...(schema && { schema }), ...(sample !== null && { sample }) });
}
