import { useEffect } from "react";
import { useEnvironment } from "../../../api/environment.ts";
import { openLiveSource } from "../../../api/live-source.ts";
import { triggerId } from "../../../canvas/layout.ts";
import type { DraftSession } from "./draft-session.ts";
import { focusAlong } from "./focus-node.ts";

/** Hears when the draft is saved anywhere. */
export function useSavesElsewhere(draft: DraftSession): void {
  const environment = useEnvironment();
  useEffect(() => {
    if (environment === undefined) return undefined;
    const { workflowId } = draft.store.getState();
    const url = `/api/v1/${environment}/stream?topics=draft:${workflowId}`;
    const follow = async (revision: number): Promise<void> => {
      const { selected } = draft.store.getState();
      await draft.heard(revision);
      // The panel that had the focus may have gone with its step.
      const isGone = selected !== undefined && draft.store.getState().selected === undefined;
      if (isGone) requestAnimationFrame(() => focusAlong(triggerId));
    };
    return openLiveSource(url, { onDraft: (revision) => void follow(revision) });
  }, [draft, environment]);
}
