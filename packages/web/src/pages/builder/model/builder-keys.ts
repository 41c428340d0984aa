import { findStep } from "@stepwell/core";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { shortcutOf } from "../../../app/shortcuts.ts";
import { useCanvasHandle } from "../../../canvas/canvas-handle.ts";
import { triggerId } from "../../../canvas/layout.ts";
import { announce } from "../../../ui/announcer.tsx";
import { showPanelTab } from "../panel/panel-tab.ts";
import { type TrialStore, useTrialStore } from "../trial/trial-store.ts";
import { type BuilderStore, useBuilderStore } from "./builder-store.ts";
import { useDraft } from "./draft-context.ts";
import { focusFirstField, focusTitle, pressButton } from "./focus-field.ts";
import { focusAlong, focusNode } from "./focus-node.ts";
import { type BuilderKey as Key, isEdit } from "./key-kinds.ts";
import { nextInList, rangeBetween } from "./selection.ts";
import { type StepActions, useStepActions } from "./step-actions.ts";
import { type Direction, directionOf, neighbour } from "./walk.ts";

/* What the keys of app/shortcuts.ts do in the builder. Single letters act only where no text is typed. */

type Actions = Readonly<Record<Key, () => unknown>>;

interface Options {
  readonly toggleView: () => void;
  readonly find: () => void;
}

const walking = new Set<Key>(["up", "down", "left", "right", "first", "last"]);
/** The outline walks and chooses by itself. */
const ofTree = new Set<Key>([...walking, "extend_up", "extend_down"]);
/** A button in focus is pressed or leaves the key to the drawing around it. */
const ofButtons = new Set<Key>(["open", "delete"]);
/** Work also where a text is typed. */
const always = new Set<Key>(["save", "find", "test", "publish"]);
/** Come before the button in focus, which Enter would press. */
const beforeButtons = new Set<Key>(["test", "publish"]);
/** Work wherever the focus is, so long as no text is typed. */
const global = new Set<Key>([
  ...always,
  "copy",
  "cut",
  "paste",
  "duplicate",
  "undo",
  "redo",
  "move_up",
  "move_down",
]);

type Pressed = Pick<
  KeyboardEvent,
  | "key"
  | "repeat"
  | "ctrlKey"
  | "metaKey"
  | "shiftKey"
  | "altKey"
  | "defaultPrevented"
  | "preventDefault"
> & { readonly target: EventTarget };

interface BuilderKeys {
  readonly onKeyDown: (pressed: KeyboardEvent) => void;
  readonly onKeyDownCapture: (pressed: KeyboardEvent) => void;
}

export function useBuilderKeys(options: Options): BuilderKeys {
  const press = usePress(options);
  const wasOnDrawing = useWasOnDrawing();
  // Where nothing has the focus, keys are pressed on the page.
  useEffect(() => {
    const onPage = (pressed: globalThis.KeyboardEvent): void => {
      if (pressed.target !== document.body) return;
      // A field that is gone may have been typed in a moment ago.
      const isDelete = shortcutOf(["builder", "steps"], pressed) === "delete";
      if (!isDelete || wasOnDrawing.current) press(pressed as Pressed);
    };
    addEventListener("keydown", onPage);
    return () => removeEventListener("keydown", onPage);
  });
  return {
    onKeyDown: press,
    onKeyDownCapture(pressed) {
      const key = shortcutOf(["builder"], pressed);
      // Texts of several lines may use them themselves: they come first.
      if (key === undefined || !beforeButtons.has(key) || isTextPlace(pressed.target)) return;
      press(pressed);
      if (pressed.isDefaultPrevented()) pressed.stopPropagation();
    },
  };
}

/** Whether a node, a row or the empty canvas was the last thing that was pressed or had the focus. */
function useWasOnDrawing(): RefObject<boolean> {
  const isOn = useRef(false);
  useEffect(() => {
    const touch = ({ target }: Event): void => {
      isOn.current =
        target instanceof Element &&
        target.closest("main [data-node], main [role=row], main [data-drawing]") !== null;
    };
    const touches = ["focusin", "pointerdown"] as const;
    for (const name of touches) addEventListener(name, touch, { capture: true });
    return () => {
      for (const name of touches) removeEventListener(name, touch, { capture: true });
    };
  }, []);
  return isOn;
}

function usePress(options: Options): (pressed: Pressed) => void {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const actions = useActions(options);
  const act = (key: Key): void => {
    if (store.getState().isReadOnly && isEdit[key]) announce(t("save.read_only"));
    else actions[key]();
  };
  return (pressed) => {
    const key = shortcutOf(["builder", "steps"], pressed);
    if (key === undefined || pressed.defaultPrevented || isInOverlay(pressed.target)) return;
    const isTyping = isTextPlace(pressed.target);
    // A field's own history and clipboard come first.
    if (isTyping && !always.has(key)) return;
    if (!isTyping && key === "close") return leave(store);
    if (!global.has(key) && !isForDrawing(key, pressed.target)) return;
    pressed.preventDefault();
    // A key that is held acts on the outside once.
    if (!pressed.repeat || !beforeButtons.has(key)) act(key);
  };
}

function useActions(options: Options): Actions {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const draft = useDraft();
  const trials = useTrialStore();
  const canvas = useCanvasHandle();
  const actions = useStepActions();
  return {
    ...walkActions(store),
    ...stepActions(actions),
    open: () => {
      openSelected(store);
      focusFirstField();
    },
    close: () => leave(store),
    find: options.find,
    view: options.toggleView,
    test: () => test(store, trials),
    publish: () => pressButton("[data-publish]"),
    rename: () => {
      openSelected(store);
      focusTitle();
    },
    undo: () => go(store, "undo", t),
    redo: () => go(store, "redo", t),
    save: () => draft.save().then((result) => announce(t(`save.${result}`))),
    zoom_in: () => canvas.current?.zoomIn(),
    zoom_out: () => canvas.current?.zoomOut(),
    zoom_full: () => canvas.current?.zoomTo(1),
    zoom_fit: () => canvas.current?.fit(),
  };
}

function walkActions(store: BuilderStore) {
  return {
    up: () => walk(store, "up"),
    down: () => walk(store, "down"),
    // Where one reads from the right, the other way.
    left: () => walk(store, directionOf("ArrowLeft") ?? "left"),
    right: () => walk(store, directionOf("ArrowRight") ?? "right"),
    first: () => walk(store, "first"),
    last: () => walk(store, "last"),
    extend_up: () => extend(store, "up"),
    extend_down: () => extend(store, "down"),
  };
}

function stepActions(actions: StepActions) {
  return {
    add_after: () => actions.add("after"),
    add_before: () => actions.add("before"),
    delete: actions.remove,
    collapse: actions.toggleCollapsed,
    disable: actions.toggleDisabled,
    move_to: actions.moveTo,
    move_up: () => actions.move("up"),
    move_down: () => actions.move("down"),
    copy: actions.copy,
    cut: actions.cut,
    paste: actions.paste,
    duplicate: actions.duplicate,
  };
}

function isForDrawing(key: Key, target: EventTarget): boolean {
  if (!isOnDrawing(target)) return false;
  const element = target instanceof Element ? target : undefined;
  if (ofTree.has(key) && element?.closest("[role=treegrid]")) return false;
  return !(ofButtons.has(key) && element?.matches("button:not([data-node])"));
}

/** The step whose panel is open, or the draft: opened first, begun when it is asked for again. */
function test(store: BuilderStore, trials: TrialStore): void {
  const { definition, selected, isPanelOpen } = store.getState();
  if (isPanelOpen && selected !== undefined && findStep(definition, selected)) {
    showPanelTab("test");
    pressButton("[data-step-test]");
  } else if (trials.getState().isOpen) pressButton("[data-trial-start]");
  else trials.setState({ isOpen: true });
}

/** Out of the list of problems first, then of the choice of several, or of the panel. */
function leave(store: BuilderStore): void {
  const { areProblemsOpen, marked, selected, select, closePanel, showProblems } = store.getState();
  if (areProblemsOpen) showProblems(false);
  else if (marked.size > 0) select(selected);
  else closePanel();
}

function walk(store: BuilderStore, direction: Direction): void {
  const { definition, selected, select } = store.getState();
  const next = neighbour(definition, selected ?? triggerId, direction);
  if (next === undefined) return;
  select(next);
  focusNode(next);
}

/** Shift and an arrow: all from where the range began. */
function extend(store: BuilderStore, side: "up" | "down"): void {
  const { definition, selected, rangeStart = selected, mark } = store.getState();
  const next = selected === undefined ? undefined : nextInList(definition, selected, side);
  if (next === undefined || rangeStart === undefined) return;
  mark(rangeBetween(definition, rangeStart, next), { selected: next, rangeStart });
  focusNode(next);
}

function openSelected(store: BuilderStore): void {
  const { selected: before, select, definition } = store.getState();
  const focused = document.activeElement?.closest<HTMLElement>("[data-node]");
  const selected = focused?.dataset["node"] ?? before;
  if (selected !== undefined && (selected === triggerId || findStep(definition, selected)))
    select(selected, true);
}

function go(
  store: BuilderStore,
  way: "undo" | "redo",
  t: ReturnType<typeof useTranslation<"builder">>["t"],
): void {
  const { past, future } = store.getState().history;
  const entry = way === "undo" ? past.at(-1) : future[0];
  if (!entry) return;
  store.getState()[way]();
  focusAlong(store.getState().selected ?? triggerId);
  announce(
    way === "undo"
      ? t("said.undone", { label: entry.label })
      : t("said.redone", { label: entry.label }),
  );
}

function isTextPlace(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    // In the Workbench one chooses and copies what is written there.
    target.closest("input, textarea, [contenteditable=true], .cm-editor, [data-dock]") !== null
  );
}

/** On the canvas or the outline; the panel has fields and keys of its own. */
function isOnDrawing(target: EventTarget): boolean {
  if (target === document.body) return true;
  return (
    target instanceof Element &&
    target.closest("main") !== null &&
    target.closest("[data-panel]") === null
  );
}

function isInOverlay(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest("[role=dialog],[role=alertdialog],[role=menu],[role=listbox]") !== null
  );
}
