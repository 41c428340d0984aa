import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { bracketMatching } from "@codemirror/language";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { EditorProps, FollowingProps } from "./editor.tsx";
import { look } from "./look.ts";
import { type PillReader, pillPresses, pillReader, pills } from "./pill.ts";
import { pickerKeys } from "./picker-keys.ts";

/** CodeMirror as a controlled field. Loaded only when it is needed: see editor.tsx. */
export function TextEditor(props: FollowingProps) {
  const { value, readPill, labelledBy, describedBy, isInvalid, isMultiline } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  // The view lives as long as the field; what changes is given to it below.
  useEffect(() => {
    if (!place.current) return undefined;
    const made = makeView(place.current, latest);
    view.current = made;
    latest.current.onReady?.(insertWith(made));
    takeFocus(made, latest.current.focused.current);
    return () => made.destroy();
  }, []);
  useEffect(() => showValue(view.current, value), [value]);
  useEffect(() => {
    view.current?.dispatch({ effects: texts.reconfigure(readerOf(readPill)) });
  }, [readPill]);
  useEffect(() => {
    const given = attributesOf({ labelledBy, describedBy, isInvalid, isMultiline });
    view.current?.dispatch({ effects: attributes.reconfigure(given) });
  }, [labelledBy, describedBy, isInvalid, isMultiline]);
  return <div ref={place} className="min-w-0 flex-1" />;
}

/** Whoever was in the plain field goes on where the cursor stood. */
function takeFocus(view: EditorView, before: HTMLTextAreaElement | null): void {
  if (!before) return;
  const at = (offset: number): number => Math.min(offset, view.state.doc.length);
  const selection = { anchor: at(before.selectionStart), head: at(before.selectionEnd) };
  view.dispatch({ selection });
  view.focus();
}

const texts = new Compartment();
const attributes = new Compartment();

interface Latest {
  readonly current: EditorProps;
}

function makeView(parent: HTMLElement, latest: Latest): EditorView {
  const { value } = latest.current;
  const state = EditorState.create({ doc: value, extensions: extensionsOf(latest) });
  return new EditorView({ state, parent });
}

function extensionsOf(latest: Latest): Extension {
  const { isMultiline = false, language, isReadOnly = false, readPill, hint } = latest.current;
  const { askForVariable } = latest.current;
  return [
    look,
    history(),
    drawSelection(),
    keymap.of([...historyKeymap, ...keys]),
    isMultiline ? EditorView.lineWrapping : oneLine,
    EditorView.editorAttributes.of({
      class: `${language === undefined ? "" : "is-code"} ${isMultiline ? "" : "is-line"}`,
    }),
    languageOf(language),
    hint === undefined ? [] : placeholder(hint),
    EditorState.readOnly.of(isReadOnly),
    readPill ? [pills, pillPresses((pill) => latest.current.onPill?.(pill))] : [],
    texts.of(readerOf(readPill)),
    askForVariable ? pickerKeys((typed) => latest.current.askForVariable?.(typed)) : [],
    attributes.of(attributesOf(latest.current)),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((one) => one.isUserEvent("set")))
        latest.current.onChange(update.state.doc.toString());
    }),
  ];
}

/** Ctrl+Enter, which would begin another line, is for those around: it tests, or applies. */
const keys = defaultKeymap.filter(({ key }) => key !== "Mod-Enter");

const oneLine: Extension = [
  Prec.highest(keymap.of([{ key: "Enter", run: () => true, shift: () => true }])),
  EditorView.clipboardInputFilter.of((text) => text.replaceAll(/\s*\n\s*/g, " ")),
];

function languageOf(language: EditorProps["language"]): Extension {
  if (language === "json") return [json(), bracketMatching()];
  return language === "javascript" ? [javascript(), bracketMatching()] : [];
}

function readerOf(read: PillReader | undefined): Extension {
  return read ? pillReader.of(read) : [];
}

type Attributes = {
  readonly [Name in "labelledBy" | "describedBy" | "isInvalid" | "isMultiline"]?:
    | EditorProps[Name]
    | undefined;
};

function attributesOf({ labelledBy, describedBy, isInvalid, isMultiline }: Attributes): Extension {
  return EditorView.contentAttributes.of({
    "aria-labelledby": labelledBy ?? "",
    "aria-multiline": String(isMultiline === true),
    // What scrolls needs something in it that can be focused, and says so.
    tabindex: "0",
    ...(describedBy !== undefined && { "aria-describedby": describedBy }),
    ...(isInvalid === true && { "aria-invalid": "true" }),
  });
}

/** What comes from elsewhere: undone, loaded, or written by another control. */
function showValue(view: EditorView | undefined, value: string): void {
  if (!view || view.state.doc.toString() === value) return;
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: value },
    userEvent: "set",
  });
}

function insertWith(view: EditorView): (text: string) => void {
  return (text) => {
    view.dispatch(view.state.replaceSelection(text));
    view.focus();
  };
}
