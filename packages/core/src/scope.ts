import { dateRange } from "./date-range.ts";
import { dateIn, formatInstant } from "./instant.ts";
import { isJsonObject, type Json, type JsonObject, ownValue } from "./json.ts";
import type { Limits } from "./limits.ts";
import { type Path, readPath } from "./path.ts";

/** All that an expression can see. The interpreter makes one for each frame; tests write literals. */
export interface Scope {
  /** Milliseconds since 1970 of the fact that is being applied: the same at every replay. */
  readonly now: number;
  /** IANA zone in which dates are read and written. */
  readonly timeZone: string;
  readonly trigger: Json;
  readonly event: Json;
  readonly run: JsonObject;
  readonly workflow: JsonObject;
  readonly env: JsonObject;
  readonly limits: Limits;
  /** The old values of an update event, shaped as `trigger`; undefined for other events. */
  readonly previous?: JsonObject | undefined;
  /** Inside a nested condition on a list: the item that is looked at. */
  readonly item?: Json | undefined;
  /** Latest output of a step. */
  step(id: string): Json | undefined;
  /** Scope variables of an enclosing loop or branch. */
  enclosing(id: string): Json | undefined;
  variable(name: string): Json | undefined;
}

export const rootNames = [
  "trigger",
  "event",
  "steps",
  "scopes",
  "vars",
  "env",
  "secrets",
  "run",
  "workflow",
  "now",
  "today",
  "ranges",
  "previous",
  "item",
] as const;
export type RootName = (typeof rootNames)[number];

/** One place where an expression reads a variable. */
export interface Reference {
  readonly root: RootName;
  /** What follows the root: `["double", "total"]` in `steps.double.total`. */
  readonly path: Path;
  /** As written, for messages. */
  readonly text: string;
  /** True where a default (`?? "x"`) or an emptiness test covers a missing value. */
  readonly isOptional: boolean;
}

export type Reader = (scope: Scope) => Json | undefined;

/** Compiles a reference once; what is called for each run is a closure without look-up of names. */
export function compileReference(root: RootName, path: Path): Reader {
  if (isPlainRoot(root)) return rootReader(root, path);
  const [first, ...rest] = path;
  switch (root) {
    case "steps":
      return namedReader((scope, name) => scope.step(name), first, rest);
    case "scopes":
      return namedReader((scope, name) => scope.enclosing(name), first, rest);
    case "vars":
      return namedReader((scope, name) => scope.variable(name), first, rest);
    case "now":
      return (scope) => formatInstant(scope.now);
    case "today":
      return (scope) => dateIn(scope.now, scope.timeZone);
    case "ranges":
      return rangeReader(first, rest);
    case "secrets":
      // A template makes a place for one (secret-text.ts); everything else never sees a secret.
      return () => undefined;
  }
}

/** All ranges together are nothing that anybody wants: one is asked for by its name. */
function rangeReader(first: string | number | undefined, rest: Path): Reader {
  const name = String(first);
  return ({ now, timeZone }) => readPath(dateRange(name, now, timeZone), rest);
}

const plainRoots = ["trigger", "event", "run", "workflow", "env", "previous", "item"] as const;
type PlainRoot = (typeof plainRoots)[number];

function isPlainRoot(root: RootName): root is PlainRoot {
  return (plainRoots as readonly string[]).includes(root);
}

function rootReader(root: PlainRoot, path: Path): Reader {
  const [first, second] = path;
  if (path.length === 0) return (scope) => scope[root];
  if (path.length > 2 || typeof first !== "string" || typeof second === "number")
    return (scope) => readPath(scope[root], path);
  if (second === undefined) return (scope) => field(scope[root], first, path);
  return (scope) => {
    const outer = scope[root];
    const inner = isJsonObject(outer) ? ownValue(outer, first) : undefined;
    return isJsonObject(inner) ? ownValue(inner, second) : readPath(outer, path);
  };
}

function field(value: Json | undefined, key: string, path: Path): Json | undefined {
  return isJsonObject(value) ? ownValue(value, key) : readPath(value, path);
}

type NamedRead = (scope: Scope, name: string) => Json | undefined;

function namedReader(read: NamedRead, first: string | number | undefined, rest: Path): Reader {
  if (first === undefined) return () => undefined;
  const name = String(first);
  if (rest.length === 0) return (scope) => read(scope, name);
  return (scope) => readPath(read(scope, name), rest);
}
