import { findStep } from "@stepwell/core";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { triggerId } from "../../../canvas/layout.ts";
import { announce } from "../../../ui/announcer.tsx";
import { useAutosave } from "./autosave-context.ts";
import { type BuilderStore, useBuilderStore } from "./builder-store.ts";
import { focusFirstField } from "./focus-field.ts";
import { useStepActions } from "./step-actions.ts";
import { type Direction, directionOf, neighbour } from "./walk.ts";

/* The keys of ui.md §5.14. Single letters act only where no text is typed. */

interface Options {
  readonly toggleView: () => void;
}

export function useBuilderKeys({ toggleView }: Options): (pressed: KeyboardEvent) => void {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const autosave = useAutosave();
  const actions = useStepActions();

  const plain: Readonly<Record<string, () => void>> = {
    Delete: actions.remove,
    Backspace: actions.remove,
    a: () => actions.add("after"),
    A: () => actions.add("before"),
    c: actions.toggleCollapsed,
    o: toggleView,
    Enter: () => openSelected(store),
  };
  const withControl: Readonly<Record<string, () => void>> = {
    z: () => step(store, "undo", t),
    Z: () => step(store, "redo", t),
    y: () => step(store, "redo", t),
    s: () => void autosave.flush().then(() => announce(t("save.saved"))),
    c: () => void actions.copy(),
    x: () => void actions.cut(),
    v: () => void actions.paste(),
    d: actions.duplicate,
  };

  return (pressed) => {
    const isControl = pressed.ctrlKey || pressed.metaKey;
    const isTyping = isTextPlace(pressed.target);
    if (pressed.key === "Escape" && !isTyping) return store.getState().closePanel();
    // A field's own history and clipboard come first.
    if (isTyping && !(isControl && pressed.key === "s")) return undefined;
    if (isInOverlay(pressed.target)) return undefined;
    const action = isControl ? withControl[pressed.key] : actionOf(pressed);
    if (!action) return undefined;
    pressed.preventDefault();
    action();
    return undefined;
  };

  function actionOf({ key, altKey, target }: KeyboardEvent): (() => void) | undefined {
    if (altKey && (key === "ArrowUp" || key === "ArrowDown"))
      return () => actions.move(key === "ArrowUp" ? "up" : "down");
    if (!isOnDrawing(target) || isOwnKeyOfButton(target, key)) return undefined;
    // The outline walks by itself.
    const isInTree = target instanceof Element && target.closest("[role=treegrid]") !== null;
    const direction = isInTree ? undefined : directionOf(key);
    return direction ? () => walk(store, direction) : plain[key];
  }
}

function walk(store: BuilderStore, direction: Direction): void {
  const { definition, selected, select } = store.getState();
  const next = neighbour(definition, selected ?? triggerId, direction);
  if (next === undefined) return;
  select(next);
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-node="${next}"]`)?.focus(),
  );
}

function openSelected(store: BuilderStore): void {
  const { selected: before, select, definition } = store.getState();
  const focused = document.activeElement?.closest<HTMLElement>("[data-node]");
  const selected = focused?.dataset["node"] ?? before;
  if (selected !== undefined && (selected === triggerId || findStep(definition, selected)))
    select(selected, true);
  focusFirstField();
}

function step(
  store: BuilderStore,
  way: "undo" | "redo",
  t: ReturnType<typeof useTranslation<"builder">>["t"],
): void {
  const { past, future } = store.getState().history;
  const entry = way === "undo" ? past.at(-1) : future[0];
  if (!entry) return;
  store.getState()[way]();
  announce(
    way === "undo"
      ? t("said.undone", { label: entry.label })
      : t("said.redone", { label: entry.label }),
  );
}

function isTextPlace(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, [contenteditable=true], .cm-editor") !== null
  );
}

/** On the canvas or the outline; the panel has fields and keys of its own. */
function isOnDrawing(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest("main") !== null &&
    target.closest("[data-panel]") === null
  );
}

/** Enter on a plus presses it. */
function isOwnKeyOfButton(target: EventTarget, key: string): boolean {
  const isButton = target instanceof Element && target.matches("button:not([data-node])");
  return isButton && ["Enter", "Backspace", "Delete"].includes(key);
}

function isInOverlay(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest("[role=dialog],[role=alertdialog],[role=menu],[role=listbox]") !== null
  );
}
