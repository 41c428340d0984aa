import type { Definition } from "@stepwell/core";
import { jsonErrorAt } from "../../../editor/json-error.ts";

export interface ShapeError {
  /** A path in the definition, or line and column of the text. */
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
    const { line, column } = jsonErrorAt(text);
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { place: `${line}:${column}`, message } };
  }
}
