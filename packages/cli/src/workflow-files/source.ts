import type { Json } from "@stepwell/core";
import { isNode, LineCounter, parseDocument, type Document } from "yaml";

/* A YAML or JSON text with its lines: JSON is YAML. */

export type Source =
  | { readonly ok: true; readonly value: Json; lineOf(path: readonly PropertyKey[]): number }
  | { readonly ok: false; readonly line: number; readonly message: string };

const aliasesMax = 100;

export function readSource(text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    return { ok: false, line: Math.max(line, 1), message: error.message };
  }
  try {
    const value = document.toJS({ maxAliasCount: aliasesMax }) as Json;
    return { ok: true, value, lineOf: (path) => lineOf(document, lines, path) };
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : "it cannot be read";
    return { ok: false, line: 1, message };
  }
}

/** Where the value stands, or the nearest one around it that does. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return Math.max(lines.linePos(node.range[0]).line, 1);
  }
  return 1;
}
