import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useEnvironment } from "../../../api/environment.ts";
import { openLiveSource } from "../../../api/live-source.ts";
import { triggerId } from "../../../canvas/layout.ts";
import type { DraftSession } from "./draft-session.ts";
import { focusAlong } from "./focus-node.ts";

/** Hears when the draft is saved anywhere, or another version goes live. */
export function useSavesElsewhere(draft: DraftSession): void {
  const environment = useEnvironment();
  const client = useQueryClient();
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
    let active: number | null | undefined;
    return openLiveSource(url, {
      onDraft({ revision, activeVersion }) {
        void follow(revision);
        const isOther = active !== undefined && active !== activeVersion;
        active = activeVersion;
        if (isOther) void client.invalidateQueries({ queryKey: [environment, "getWorkflow"] });
      },
    });
  }, [draft, environment, client]);
}
