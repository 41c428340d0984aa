import {
  type Acceptance,
  type Occurrence,
  type Overload,
  required,
  type Store,
  StoreReadOnlyError,
} from "@stepwell/core";
import type { ActionPools } from "./action-pools.ts";
import type { Intake } from "./intake.ts";
import type { LiveRuns } from "./live-runs.ts";
import { innerOverloadOf, overload, overloadOf } from "./overload.ts";
import type { Stats } from "./stats.ts";

interface Parts {
  readonly store: Store;
  readonly state: { readonly isStopping: boolean };
  readonly liveRuns: LiveRuns;
  readonly pools: ActionPools;
  readonly stats: Stats;
  readonly intake: Intake;
  readonly liveRunsMax: number;
  readonly liveBytesMax: number;
}

/** Where everything new comes in, or is refused before anything of it is stored. */
export interface FrontDoor {
  accept(occurrence: Occurrence): Promise<Acceptance>;
  /** What a run brings about: its calls, the events that it emits. */
  acceptInner(occurrence: Occurrence): Promise<Acceptance>;
  /** All of a list, in its order, or none where the server is too busy; it is for all or for one workflow. */
  acceptAll(occurrences: readonly Occurrence[]): Promise<readonly Acceptance[] | Overload>;
  /** Anything else that makes runs of a workflow. */
  admit<T>(workflowId: string, work: () => Promise<T>): Promise<T | Overload>;
}

export function makeFrontDoor(parts: Parts): FrontDoor {
  const { stats, intake } = parts;

  function loadOf(workflowId = "") {
    const { state, store, liveRuns, liveRunsMax, liveBytesMax, pools } = parts;
    return {
      isStopping: state.isStopping,
      store,
      liveRuns: liveRuns.size(),
      liveRunsMax,
      liveBytes: liveRuns.bytes(),
      liveBytesMax,
      queuedActions: pools.queuedOf(workflowId),
    };
  }

  async function take(occurrence: Occurrence, refused: Overload | undefined): Promise<Acceptance> {
    const acceptance = refused ?? (await guarded(() => intake.accept(occurrence)));
    stats.accepted(acceptance);
    return acceptance;
  }

  return {
    accept: (one) => take(one, overloadOf(one, loadOf(one.target))),
    acceptInner: (one) => take(one, innerOverloadOf({ ...parts, ...parts.state })),
    async acceptAll(occurrences) {
      const [first] = occurrences;
      const refused = overloadOf(first ?? {}, loadOf(first?.target));
      if (refused) return refused;
      const all = await Promise.allSettled(occurrences.map((one) => intake.accept(one)));
      for (const one of all) if (one.status === "fulfilled") stats.accepted(one.value);
      return guarded(async () => all.map(valueOf));
    },
    async admit(workflowId, work) {
      const refused = overloadOf({ target: workflowId }, loadOf(workflowId));
      return refused ?? guarded(work);
    },
  };
}

function valueOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === "rejected") throw result.reason;
  return required(result.value, "a settled result");
}

async function guarded<T>(work: () => Promise<T>): Promise<T | Overload> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreReadOnlyError) return overload("read_only", error.retryAfterMs);
    throw error;
  }
}
