import type { EventRecord } from "./event.ts";
import { canonicalJson, isJsonObject, type Json, ownValue } from "./json.ts";

/*
 * What a run can wait for has a name. `run:<id>` is the end of a called run. An event's name is
 * `event:<type>:<fields>=<values>`: the part before `=`, its topic, says where to look in an event's
 * data, the rest what must be there. So an event finds the runs that wait for it by a few look-ups,
 * however many wait.
 */

export interface EventMatch {
  /** Names separated by dots. */
  readonly field: string;
  readonly value: Json;
}

export function runSignal(runId: string): string {
  return `run:${runId}`;
}

/** The order in which matches are given makes no difference. */
export function eventSignal(type: string, matches: readonly EventMatch[]): string {
  const sorted = matches.toSorted((left, right) => (left.field < right.field ? -1 : 1));
  const fields = sorted.map(({ field }) => encoded(field)).join(",");
  return nameOf(
    `event:${encoded(type)}:${fields}`,
    sorted.map(({ value }) => value),
  );
}

/** The part of a signal's name that many waiting runs share. */
export function topicOf(signal: string): string {
  return signal.slice(0, endOfTopic(signal));
}

/** The signal of a topic that an event gives; undefined where it is of another type. */
export function signalOfEvent(topic: string, event: EventRecord): string | undefined {
  const [kind, type, fields = ""] = topic.split(":");
  if (kind !== "event" || type !== encoded(event.type)) return undefined;
  const names = fields === "" ? [] : fields.split(",");
  const values = names.map((name) => valueAt(event.data, decodeURIComponent(name)));
  return nameOf(topic, values);
}

/** Without the separators of a name; half a character pair would throw. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function nameOf(topic: string, values: readonly Json[]): string {
  return values.length === 0 ? topic : `${topic}=${canonicalJson(values)}`;
}

function endOfTopic(signal: string): number {
  const end = signal.indexOf("=");
  return end < 0 ? signal.length : end;
}

function valueAt(data: Json, field: string): Json {
  return field
    .split(".")
    .reduce<Json>(
      (value, name) => (isJsonObject(value) ? (ownValue(value, name) ?? null) : null),
      data,
    );
}
