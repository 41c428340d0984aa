import type { WorkflowRow } from "@stepwell/core";

/* Tells of drafts that are saved or go live to whoever listens. Nothing is kept: the store has the newest. */

export interface SavedDraft {
  readonly workflowId: string;
  readonly revision: number;
  /** The version that events start. */
  readonly activeVersion: number | null;
}

export function savedDraftOf({ id, draftRevision, activeVersion }: WorkflowRow): SavedDraft {
  return { workflowId: id, revision: draftRevision, activeVersion: activeVersion ?? null };
}

export interface DraftFeed {
  tell(saved: SavedDraft): void;
  /** Until the function that it gives back is called. */
  listen(listener: (saved: SavedDraft) => void): () => void;
}

export function makeDraftFeed(): DraftFeed {
  const listeners = new Set<(saved: SavedDraft) => void>();
  return {
    tell(saved) {
      for (const listener of listeners)
        try {
          listener(saved);
        } catch {
          // The draft is stored: neither who saved it nor other listeners can do anything about it.
        }
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
