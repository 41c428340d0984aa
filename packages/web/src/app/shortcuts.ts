import { keep, readKept } from "../ui/browser-storage.ts";

/*
 * The keys of the dashboard, once: what handles keys looks them up here, and the help shows them.
 * A chord is written as people read it, with `Ctrl` for the command key of a Mac too.
 */

export const shortcuts = {
  anywhere: {
    palette: ["Ctrl+K"],
    help: ["?"],
  },
  builder: {
    up: ["↑"],
    down: ["↓"],
    left: ["←"],
    right: ["→"],
    first: ["Home"],
    last: ["End"],
    open: ["Enter"],
    close: ["Esc"],
    find: ["Ctrl+F"],
    view: ["O"],
    test: ["Ctrl+Enter"],
    publish: ["Ctrl+Shift+Enter"],
    collapse: ["C"],
    zoom_in: ["+"],
    zoom_out: ["-"],
    zoom_full: ["0"],
    zoom_fit: ["1"],
  },
  steps: {
    add_after: ["A"],
    add_before: ["Shift+A"],
    rename: ["F2"],
    delete: ["Del", "Backspace"],
    disable: ["D"],
    move_to: ["M"],
    move_up: ["Alt+↑"],
    move_down: ["Alt+↓"],
    extend_up: ["Shift+↑"],
    extend_down: ["Shift+↓"],
    copy: ["Ctrl+C"],
    cut: ["Ctrl+X"],
    paste: ["Ctrl+V"],
    duplicate: ["Ctrl+D"],
    undo: ["Ctrl+Z"],
    redo: ["Ctrl+Shift+Z", "Ctrl+Y"],
    save: ["Ctrl+S"],
  },
  /** In fields and texts, which handle them themselves. */
  text: {
    variable: ["/", "Ctrl+Space", "{{"],
    pill: ["Alt+↓"],
    apply_json: ["Ctrl+Enter"],
  },
  versions: {
    next_change: ["N"],
    previous_change: ["P"],
  },
  runs: {
    next_run: ["J"],
    previous_run: ["K"],
    run_again: ["R"],
  },
} as const;

export type ShortcutGroup = keyof typeof shortcuts;
export type Shortcut<Group extends ShortcutGroup> = Group extends unknown
  ? keyof (typeof shortcuts)[Group]
  : never;

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const names: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  Delete: "Del",
  " ": "Space",
};

export function chordOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string {
  const isSign = key.length === 1 && key.toUpperCase() === key.toLowerCase() && key !== " ";
  return [
    ctrlKey || metaKey ? "Ctrl+" : "",
    altKey ? "Alt+" : "",
    // Where a sign is on the keyboard differs: `?` takes Shift on some.
    shiftKey && !isSign ? "Shift+" : "",
    names[key] ?? (key.length === 1 ? key.toUpperCase() : key),
  ].join("");
}

/** What the pressed keys mean; undefined where they mean nothing, or where such keys are off. */
export function shortcutOf<Group extends ShortcutGroup>(
  groups: readonly Group[],
  pressed: Pressed,
): Shortcut<Group> | undefined {
  const chord = chordOf(pressed);
  if (isSingle(chord) && !hasSingleKeys()) return undefined;
  for (const group of groups) {
    const found = Object.entries(shortcuts[group]).find(([, chords]) =>
      (chords as readonly string[]).includes(chord),
    );
    if (found) return found[0] as Shortcut<Group>;
  }
  return undefined;
}

/** A letter, digit or sign alone, which speech input may bring about by chance. */
function isSingle(chord: string): boolean {
  return /^(?:Shift\+)?[^↑↓←→]$/.test(chord);
}

const singleKey = "stepwell.single-keys";

/** Personal: single letters as shortcuts can be switched off (WCAG 2.1.4). */
export function hasSingleKeys(): boolean {
  return readKept(singleKey) !== "off";
}

export function setSingleKeys(isOn: boolean): void {
  keep(singleKey, isOn ? "on" : "off");
}
