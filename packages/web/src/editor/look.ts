import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/* Colours only by tokens, so that both themes need nothing of their own. */

const frame = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { caretColor: "var(--ink)", fontFamily: "var(--font-sans)", padding: "7px 0" },
  "&.is-code .cm-content": { fontFamily: "var(--font-mono)", fontSize: "12px" },
  ".cm-line": { padding: "0 10px", lineHeight: "20px" },
  ".cm-scroller": {
    fontFamily: "inherit",
    lineHeight: "20px",
    overflow: "auto",
    maxHeight: "320px",
  },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { background: "var(--accent-bg)" },
  "&.is-line .cm-scroller": { overflowX: "hidden" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null], color: "var(--accent-ink)" },
  { tag: [tags.string, tags.regexp], color: "var(--ok)" },
  { tag: tags.number, color: "var(--wait)" },
  { tag: tags.propertyName, color: "var(--run)" },
  { tag: tags.comment, color: "var(--ink-3)", fontStyle: "italic" },
]);

export const look: Extension = [frame, syntaxHighlighting(colours)];
