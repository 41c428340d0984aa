import { useEffect } from "react";
import { call } from "../../../api/call.ts";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import type { BuilderStore } from "./builder-store.ts";

/* Saves by itself: after a rest, at the latest some seconds after a change, again where it failed. */

const restMs = 800;
const latestMs = 5000;
const againMs = 5000;

export interface Autosave {
  /** Saves now; resolves when the server has everything, or has refused. */
  flush(): Promise<void>;
  /** Watches from now on, until the function that it gives back is called. */
  start(): () => void;
}

/** The store's definition goes to the server whenever it changes. */
export function makeAutosave(store: BuilderStore, environment: string | undefined): Autosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsavedSince: number | undefined;
  let running: Promise<void> | undefined;

  async function saveOnce(): Promise<void> {
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
    } catch (error) {
      if (codeOf(error) === "revision_conflict") return setSave({ kind: "conflict" });
      setSave({ kind: "failed", message: messageOf(error) });
      plan(againMs);
    }
  }

  function plan(waitMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), waitMs);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    await running;
    const { kind } = store.getState().save;
    if (kind !== "unsaved" && kind !== "failed") return;
    running = saveOnce();
    await running;
    running = undefined;
    if (store.getState().save.kind === "unsaved") plan(restMs);
  }

  function start(): () => void {
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
      const { kind } = store.getState().save;
      if (kind === "unsaved" || kind === "failed") leaving.preventDefault();
    };
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [store]);
}
