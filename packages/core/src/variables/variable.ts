import type { Json } from "../json.ts";
import { type Path, type PathSegment, readPath } from "../path.ts";
import { typeOfSample } from "../sample-type.ts";
import type { RootName } from "../scope.ts";
import { describeType, type Type } from "../type.ts";

/** One value that can be read at a place, with what is known of it. */
export interface Variable {
  readonly root: RootName;
  /** As a template and a formula write it: `steps.total.amount`. */
  readonly path: string;
  readonly title: string;
  readonly kind: VariableKind;
  /** The type in words: `list of number`. */
  readonly type: string;
  /** False where the value may be missing: it needs a default. */
  readonly isCertain: boolean;
  /** The step whose output or scope it is. */
  readonly step?: { readonly id: string; readonly type: string };
  /** A short value that it had or may have. */
  readonly sample?: Json;
  readonly children?: readonly Variable[];
  /** There are more children than are told here: ask for those of this path. */
  readonly hasMore?: true;
}

export type VariableKind = Type["kind"] | "date" | "date_time";

/** A variable before its fields are looked at. */
export interface Readable {
  readonly root: RootName;
  readonly path: Path;
  readonly title: string;
  readonly type: Type;
  readonly isCertain: boolean;
  readonly step?: Variable["step"] | undefined;
  readonly sample: Json | undefined;
}

export function describeReadable(readable: Readable): Omit<Variable, "children" | "hasMore"> {
  const { root, path, title, isCertain, step } = readable;
  const sample = shortSample(readable.sample);
  const type = likelyType(readable);
  return {
    root,
    path: writePath(root, path),
    title,
    kind: kindOf(type),
    type: describeType(type),
    isCertain,
    ...(step && { step }),
    ...(sample !== undefined && { sample }),
  };
}

/** What nothing is known of is most likely of the type that it had. */
function likelyType({ type, sample }: Readable): Type {
  return type.kind === "unknown" && sample !== undefined ? typeOfSample(sample) : type;
}

function kindOf(type: Type): VariableKind {
  return type.kind === "text" ? (type.format ?? "text") : type.kind;
}

const plainName = /^[A-Za-z_$][\w$]*$/;

/** Templates allow hyphens in names, formulas do not: this form both understand. */
function writePath(root: RootName, path: Path): string {
  return root + path.map(writeSegment).join("");
}

function writeSegment(segment: PathSegment): string {
  if (typeof segment === "string" && plainName.test(segment)) return `.${segment}`;
  return `[${JSON.stringify(segment)}]`;
}

const charactersMax = 200;
const itemsMax = 5;

/** What fits a line: a scalar, or a few of them. */
function shortSample(value: Json | undefined): Json | undefined {
  if (typeof value === "string" && value.length > charactersMax)
    return `${value.slice(0, charactersMax)}…`;
  if (typeof value !== "object" || value === null) return value;
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  if (items.length === 0 || items.length > itemsMax) return undefined;
  return items.some((item) => typeof item === "object" && item !== null)
    ? undefined
    : (items as readonly Json[]).map((item) => shortSample(item) ?? null);
}

/** The value at a path of a sample, as a run would read it. */
export function sampleAt(sample: Json | undefined, path: Path): Json | undefined {
  return sample === undefined ? undefined : readPath(sample, path);
}
