/* Tells of saved drafts to whoever listens. Nothing is kept: the newest revision is in the store. */

export interface SavedDraft {
  readonly workflowId: string;
  readonly revision: number;
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
