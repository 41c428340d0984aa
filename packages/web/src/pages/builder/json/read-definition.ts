import type { Definition } from "@stepwell/core";

export interface ShapeError {
  /** A path in the definition, or a line of the text. */
  readonly place: string;
  readonly message: string;
}

type Read =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly error: ShapeError };

/** Text as JSON; the server checks the rest of its shape. */
export function readDefinition(text: string): Read {
  try {
    return { ok: true, definition: JSON.parse(text) as Definition };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { place: lineOf(message, text), message } };
  }
}

/** Browsers tell the position or the line, each in their words. */
function lineOf(message: string, text: string): string {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line !== undefined) return `${line}:${column}`;
  const [, position] = /position (\d+)/.exec(message) ?? [];
  const at = position === undefined ? text.length : Number(position);
  const before = text.slice(0, at).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
