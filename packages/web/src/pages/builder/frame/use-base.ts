import type { Answer } from "../../../api/call.ts";
import { useRead } from "../../../api/queries.ts";
import type { BuilderState } from "../model/builder-store.ts";
import { useIsSame } from "./use-is-same.ts";

/** What a draft would be published after. */
export type Base =
  | { readonly kind: "unknown" }
  | { readonly kind: "failed"; readonly error: Error }
  /** There is no version yet. */
  | { readonly kind: "first" }
  /** It is no different from the active version, or from the newest. */
  | { readonly kind: "same"; readonly version: number; readonly isActive: boolean }
  /** Changes are counted from the active version, else from the newest. */
  | { readonly kind: "changed"; readonly from: number };

type Shown = Pick<BuilderState, "workflowId" | "definition">;

export function useBase({ workflowId: id, definition }: Shown): Base {
  const read = useRead("getWorkflow", { params: { id } }, { isFresh: true });
  const workflow = read.isFetchedAfterMount ? read.data : undefined;
  const active = useIsSame(id, workflow?.activeVersion ?? null, definition);
  const latest = useIsSame(id, workflow?.latestVersion ?? null, definition);
  if (read.error) return { kind: "failed", error: read.error };
  if (!workflow || active.isPending || latest.isPending) return { kind: "unknown" };
  return baseIn(workflow, active.isSame, latest.isSame);
}

type Versions = Pick<Answer<"getWorkflow">, "activeVersion" | "latestVersion">;

function baseIn(
  { activeVersion, latestVersion }: Versions,
  isAsActive = false,
  isAsLatest = false,
): Base {
  if (latestVersion === null) return { kind: "first" };
  if (activeVersion !== null && isAsActive)
    return { kind: "same", version: activeVersion, isActive: true };
  if (isAsLatest) return { kind: "same", version: latestVersion, isActive: false };
  return { kind: "changed", from: activeVersion ?? latestVersion };
}
