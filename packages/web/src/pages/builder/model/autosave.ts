import { useEffect } from "react";
import { call } from "../../../api/call.ts";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import type { BuilderStore } from "./builder-store.ts";

/* Saves by itself: after a rest, at the latest some seconds after a change, again where it failed. */

const restMs = 800;
const latestMs = 5000;
const againMs = 5000;

/** What has become of it: failed is tried again, a conflict waits for the person. */
type SaveResult = "saved" | "failed" | "conflict";

export interface Autosave {
  /** Saves now; resolves when the server has everything that was there, or has refused. */
  flush(): Promise<SaveResult>;
  /** Watches from now on, until the function that it gives back is called. */
  start(): () => void;
}

/** The store's definition goes to the server whenever it changes. */
export function makeAutosave(store: BuilderStore, environment: string | undefined): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsavedSince: number | undefined;
  let running: Promise<SaveResult> | undefined;
  /** Somebody asked while it was being saved: what was typed meanwhile goes at once. */
  let isAskedAgain = false;

  async function saveOnce(): Promise<SaveResult> {
    const { workflowId, definition, revision, saved, setSave } = store.getState();
    setSave({ kind: "saving" });
    unsavedSince = undefined;
    try {
      const { draft } = await call(
        "replaceDraft",
        { params: { id: workflowId }, body: { definition: definition as never, revision } },
        { environment },
      );
      saved({ revision: draft.revision, findings: draft.findings, at: Date.now() });
      return "saved";
    } catch (error) {
      const isConflict = codeOf(error) === "revision_conflict";
      setSave(isConflict ? { kind: "conflict" } : { kind: "failed", message: messageOf(error) });
      if (!isConflict) plan(againMs);
      return isConflict ? "conflict" : "failed";
    }
  }

  function plan(waitMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), waitMs);
  }

  async function saveAll(): Promise<SaveResult> {
    const { kind } = store.getState().save;
    if (kind === "saved" || kind === "conflict") return kind;
    isAskedAgain = false;
    const result = await saveOnce();
    if (store.getState().save.kind !== "unsaved") return result;
    if (isAskedAgain) return saveAll();
    plan(restMs);
    return result;
  }

  function flush(): Promise<SaveResult> {
    clearTimeout(timer);
    isAskedAgain = true;
    running ??= saveAll().finally(() => (running = undefined));
    return running;
  }

  function start(): () => void {
    if (store.getState().save.kind === "unsaved") plan(restMs);
    const unsubscribe = store.subscribe((state, before) => {
      if (state.save.kind !== "unsaved" || state.definition === before.definition) return;
      unsavedSince ??= performance.now();
      const left = latestMs - (performance.now() - unsavedSince);
      if (running === undefined) plan(Math.max(0, Math.min(restMs, left)));
    });
    return () => {
      unsubscribe();
      void flush();
    };
  }

  return { flush, start };
}

/** Warns who leaves with something unsaved. */
export function useUnsavedWarning(store: BuilderStore): void {
  useEffect(() => {
    const warn = (leaving: BeforeUnloadEvent): void => {
      const { save, written } = store.getState();
      if (save.kind !== "saved" || written) leaving.preventDefault();
    };
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [store]);
}
