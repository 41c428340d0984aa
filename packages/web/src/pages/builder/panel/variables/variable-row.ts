import { type Json, scanReference, scanTemplate } from "@stepwell/core";
import type { Answer } from "../../../../api/call.ts";

export type Variable = Answer<"listVariables">["items"][number];

/** One line of the picker: a variable, at its depth. */
export interface VariableRow {
  readonly variable: Variable;
  readonly depth: number;
  /** The variable at the top that it is in. */
  readonly top: Variable;
}

export function rowsOf(items: readonly Variable[]): readonly VariableRow[] {
  return items.flatMap((top) => below(top, top, 0));
}

function below(variable: Variable, top: Variable, depth: number): readonly VariableRow[] {
  const inner = variable.children ?? [];
  return [{ variable, depth, top }, ...inner.flatMap((child) => below(child, top, depth + 1))];
}

const signs: { readonly [Kind in Variable["kind"]]: string } = {
  unknown: "•",
  null: "∅",
  boolean: "✓",
  number: "#",
  text: "A",
  date: "D",
  date_time: "D",
  list: "[]",
  object: "{}",
  union: "•",
};

export function signOf({ kind }: Pick<Variable, "kind">): string {
  return signs[kind];
}

const textMax = 60;

/** The value that it had, short; undefined where none is known. */
export function sampleText({ sample }: Variable): string | undefined {
  if (sample === undefined) return undefined;
  const text = typeof sample === "string" ? sample : JSON.stringify(sample);
  return text.length > textMax ? `${text.slice(0, textMax)}…` : text;
}

/** As a template writes it: with a default where the value may be missing. */
export function templateOf({ path, isCertain }: Variable): string {
  return isCertain ? `{{ ${path} }}` : `{{ ${path} ?? "" }}`;
}

/** What is read of a list: all of it, its first item, or how many there are. */
export type ListForm = "first" | "count";
/** How a field writes a variable. */
export type VariableStyle = "templates" | "paths" | "formula";

/** Which forms of a list a field can write. */
export const listForms: { readonly [Style in VariableStyle]: readonly ListForm[] } = {
  templates: ["first"],
  paths: [],
  formula: ["first", "count"],
};

export function textOfVariable(
  variable: Variable,
  style: VariableStyle,
  form: ListForm | undefined,
): string {
  const { path } = variable;
  if (style === "templates")
    return templateOf(form === "first" ? { ...variable, path: `${path}[0]` } : variable);
  if (form === undefined || style === "paths") return path;
  return form === "first" ? `FIRST(${path})` : `COUNTA(${path})`;
}

interface Plain {
  readonly path: string;
  readonly fallback: Json | undefined;
}

/** `path ?? "x"` in its parts; undefined where it is more than a variable and a plain default. */
export function readPlain(text: string): Plain | undefined {
  const scan = scanReference(text, text.length - text.trimStart().length, "template");
  const whole = scanTemplate(`{{${text}}}`, 0);
  if (!scan.ok || !whole.ok || whole.end !== text.length + 4) return undefined;
  const written = text.slice(scan.end).trim().slice("??".length);
  const fallback = written === "" ? undefined : (JSON.parse(written) as Json);
  return { path: scan.reference.text, fallback };
}

export function matches({ variable, top }: VariableRow, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const words = `${variable.title} ${variable.path} ${top.title} ${sampleText(variable) ?? ""}`;
  return wanted === "" || words.toLowerCase().includes(wanted);
}

/** `steps.total.amount ?? 0` without the default, and its parts. */
export function readPath(text: string): { readonly path: string; readonly parts: string[] } {
  const scan = scanReference(text, text.length - text.trimStart().length, "template");
  if (scan.ok) {
    const { root, path, text: written } = scan.reference;
    return { path: written, parts: [root, ...path.map(String)] };
  }
  const path = (text.split("??")[0] ?? "").trim();
  return { path, parts: path.split(/[.[\]"]+/).filter((part) => part !== "") };
}
