import { jsonLanguage } from "@codemirror/lang-json";

/** Where a text stops being JSON, as line and column; browsers do not always tell. */
export function jsonErrorAt(text: string): { readonly line: number; readonly column: number } {
  let at = text.length;
  jsonLanguage.parser.parse(text).iterate({
    enter({ type, from }) {
      if (type.isError) at = Math.min(at, from);
      return at === text.length;
    },
  });
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
