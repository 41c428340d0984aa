import { nearestName } from "./nearest-name.ts";
import type { PathSegment } from "./path.ts";
import { type Reference, type RootName, rootNames } from "./scope.ts";

export type ReferenceScan =
  | { readonly ok: true; readonly reference: Reference; readonly end: number }
  | { readonly ok: false; readonly message: string; readonly position: number };

const nameInTemplate = /[A-Za-z_$][\w$-]*|\d+/y;
const nameInFormula = /[A-Za-z_$][\w$]*|\d+/y;
/** An index, or a key as a JSON string. */
const bracketed =
  /\[\s*(-?(?:0|[1-9]\d{0,8})|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")\s*\]/y;
const wholeIndex = /^(?:0|[1-9]\d{0,8})$/;
export const segmentsMax = 32;

/** How names end: a template allows hyphens in them, in a formula they would be a minus. */
export type NameStyle = "template" | "formula";

/** Reads `root.key[0]["odd key"]` at `start`; used by templates and by the formula language. */
export function scanReference(text: string, start: number, style: NameStyle): ReferenceScan {
  const names = style === "template" ? nameInTemplate : nameInFormula;
  const root = matchAt(names, text, start)?.[0];
  if (root === undefined || !isRootName(root))
    return { ok: false, message: unknownRoot(root), position: start };
  const path: PathSegment[] = [];
  let end = start + root.length;
  for (;;) {
    const segment = scanSegment(names, text, end);
    if (!segment) break;
    path.push(segment.value);
    end = segment.end;
    if (path.length > segmentsMax)
      return { ok: false, message: `a path has at most ${segmentsMax} parts`, position: start };
  }
  const written = text.slice(start, end);
  return { ok: true, reference: { root, path, text: written, isOptional: false }, end };
}

/** The reference that is the whole of a text, such as `trigger.body.amount`. */
export function parseReference(text: string): ReferenceScan {
  const start = text.length - text.trimStart().length;
  const scan = scanReference(text, start, "template");
  if (!scan.ok || text.slice(scan.end).trim() === "") return scan;
  return { ok: false, message: "unexpected text after the variable", position: scan.end };
}

interface Segment {
  readonly value: PathSegment;
  readonly end: number;
}

function scanSegment(names: RegExp, text: string, at: number): Segment | undefined {
  if (text[at] === ".") {
    const name = matchAt(names, text, at + 1)?.[0];
    if (name === undefined) return undefined;
    return { value: wholeIndex.test(name) ? Number(name) : name, end: at + 1 + name.length };
  }
  const bracket = matchAt(bracketed, text, at);
  if (!bracket) return undefined;
  return { value: JSON.parse(bracket[1] as string) as PathSegment, end: at + bracket[0].length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function isRootName(name: string): name is RootName {
  return (rootNames as readonly string[]).includes(name);
}

function unknownRoot(name: string | undefined): string {
  const offered = rootNames.join(", ");
  if (name === undefined) return `a variable was expected here; it starts with one of ${offered}`;
  const near = nearestName(name, rootNames);
  const hint =
    near === undefined ? `a variable starts with one of ${offered}` : `did you mean ${near}?`;
  return `unknown variable "${name}"; ${hint}`;
}
