import type { Definition } from "@stepwell/core";
import { useEffect } from "react";
import type { BuilderStore } from "./builder-store.ts";

/*
 * Edits that the server does not have yet are kept in the browser too, so that neither a crash nor
 * a closed window loses them. The copy goes when the server has confirmed them.
 */

interface LocalCopy {
  readonly definition: Definition;
  /** What the edits began from. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The tab that wrote it. */
  readonly tab: string;
}

const keyOf = (workflowId: string): string => `stepwell.draft.${workflowId}`;
const tabKey = "stepwell.tab";
const restMs = 300;
/** Another tab that lives writes more often. */
const abandonedMs = 10_000;

/** What was left unsaved here; nothing where another open window still has it. */
export function readLocalCopy(workflowId: string, now: number): LocalCopy | undefined {
  const text = localStorage.getItem(keyOf(workflowId));
  if (text === null) return undefined;
  try {
    const copy = JSON.parse(text) as LocalCopy;
    return copy.tab === thisTab() || now - copy.at > abandonedMs ? copy : undefined;
  } catch {
    return undefined;
  }
}

function forgetLocalCopy(workflowId: string): void {
  localStorage.removeItem(keyOf(workflowId));
}

/** Keeps the copy while something is unsaved. */
export function useLocalCopy(store: BuilderStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (): void => {
      clearTimeout(timer);
      timer = undefined;
      const { workflowId, definition, revision, save, isReadOnly } = store.getState();
      if (isReadOnly) return;
      if (save.kind === "saved") return forgetLocalCopy(workflowId);
      const copy: LocalCopy = { definition, revision, at: Date.now(), tab: thisTab() };
      keep(keyOf(workflowId), JSON.stringify(copy));
    };
    const unsubscribe = store.subscribe((state, before) => {
      if (state.save.kind === "saved" && before.save.kind !== "saved") write();
      else if (state.definition !== before.definition) timer ??= setTimeout(write, restMs);
    });
    addEventListener("pagehide", write);
    return () => {
      unsubscribe();
      removeEventListener("pagehide", write);
      write();
    };
  }, [store]);
}

function keep(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // The browser's room is full: the server's copy is the one that counts.
  }
}

function thisTab(): string {
  const known = sessionStorage.getItem(tabKey);
  if (known !== null) return known;
  const made = `${Date.now()}-${Math.random()}`;
  sessionStorage.setItem(tabKey, made);
  return made;
}
