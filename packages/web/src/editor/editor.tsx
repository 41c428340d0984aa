import { type RefObject, Suspense, useEffect, useRef } from "react";
import { lazyPart } from "../app/lazy-part.tsx";
import { controlClass } from "../ui/field.tsx";
import { classes } from "../ui/classes.ts";
import type { PillReader, PressedPill } from "./pill.ts";
import type { AskForVariable } from "./picker-keys.ts";

/* A field for text with variables, or for code. Until the editor is loaded, a plain one. */

export interface EditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Ids of what names and describes it. */
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
  readonly isReadOnly?: boolean;
  readonly isMultiline?: boolean;
  /** Begins with the height of three lines. */
  readonly isTall?: boolean;
  /** As high as its place, however long the text. */
  readonly isFull?: boolean;
  /** Code, and of which language. */
  readonly language?: "plain" | "json" | "javascript";
  readonly hint?: string | undefined;
  /** Draws `{{ path }}` as pills. */
  readonly readPill?: PillReader | undefined;
  /** What `/`, `{{` and Ctrl+Space do. */
  readonly askForVariable?: AskForVariable | undefined;
  /** A pill is pressed, or asked for by Alt and the arrow down; it is chosen in the text. */
  readonly onPill?: ((pill: PressedPill) => void) | undefined;
  /** Gives a function that writes at the cursor. */
  readonly onReady?: ((insert: (text: string) => void) => void) | undefined;
}

export interface FollowingProps extends EditorProps {
  /** The plain field that stood here before, if it had the focus. */
  readonly focused: RefObject<HTMLTextAreaElement | null>;
}

// Where it cannot be loaded, the plain one has to do.
const LoadedEditor = lazyPart(
  async () => (await import("./text-editor.tsx")).TextEditor,
  PlainEditor,
);

/** Begins to load, so that the first field is soon there. */
export function preloadEditor(): void {
  LoadedEditor.preload();
}

export function Editor(props: EditorProps) {
  const { isInvalid, isReadOnly, isTall, isFull } = props;
  const focused = useRef<HTMLTextAreaElement>(null);
  return (
    <div
      className={classes(
        "min-w-0 flex-1 rounded-control border focus-within:border-accent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent",
        isInvalid === true ? "border-bad" : "border-control-line",
        isReadOnly === true ? "bg-sunken" : "bg-surface",
        isTall === true ? "min-h-18" : "min-h-9",
        isFull === true && "flex overflow-hidden",
      )}
    >
      <Suspense fallback={<PlainEditor {...props} focused={focused} />}>
        <LoadedEditor {...props} focused={focused} />
      </Suspense>
    </div>
  );
}

function PlainEditor(props: FollowingProps) {
  const { value, onChange, labelledBy, describedBy, isReadOnly = false, focused } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current: before } = focused;
    if (!before || !field.current || before === field.current) return;
    field.current.focus();
    field.current.setSelectionRange(before.selectionStart, before.selectionEnd);
  }, [focused]);
  return (
    <textarea
      ref={field}
      rows={props.isTall === true ? 3 : 1}
      value={value}
      readOnly={isReadOnly}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={props.isInvalid}
      onChange={(changed) => onChange(changed.target.value)}
      onFocus={({ currentTarget }) => {
        focused.current = currentTarget;
      }}
      onBlur={() => {
        focused.current = null;
      }}
      className={classes(controlClass, "block resize-none border-none py-1.5 outline-none")}
    />
  );
}
