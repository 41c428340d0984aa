import { createContext, type ReactNode, use, useMemo } from "react";
import type { Answer } from "../../../api/call.ts";
import { useRead } from "../../../api/queries.ts";

type Sample = Answer<"listSamples">["items"][number];
type Run = Answer<"getRunSummary">;

/** A run whose data is wanted; undefined where the address names none. */
type WantedRun =
  | { readonly kind: "loading" }
  | { readonly kind: "in_use"; readonly run: Run }
  | { readonly kind: "confidential" }
  | { readonly kind: "of_another" }
  | { readonly kind: "gone"; readonly error: unknown };

interface Samples {
  /** By the step's id, or `$trigger`. */
  readonly kept: ReadonlyMap<string, Sample>;
  readonly wanted: WantedRun | undefined;
  /** The run whose data is in use, in place of what is kept. */
  readonly run: Run | undefined;
}

const SamplesContext = createContext<Samples>({
  kept: new Map(),
  wanted: undefined,
  run: undefined,
});

export function useSamples(): Samples {
  return use(SamplesContext);
}

interface Props {
  readonly workflowId: string;
  readonly runId: string | undefined;
  readonly children: ReactNode;
}

/** What is kept as an example for the draft, for all parts of the builder. */
export function SamplesProvider({ workflowId, runId, children }: Props) {
  const { data } = useRead("listSamples", { params: { id: workflowId } });
  const wanted = useWantedRun(workflowId, runId);
  const items = data?.items;
  const samples = useMemo<Samples>(
    () => ({
      kept: new Map(items?.map((item) => [item.place, item])),
      wanted,
      run: wanted?.kind === "in_use" ? wanted.run : undefined,
    }),
    [items, wanted],
  );
  return <SamplesContext value={samples}>{children}</SamplesContext>;
}

function useWantedRun(workflowId: string, runId: string | undefined): WantedRun | undefined {
  const { data: run, error } = useRead(
    "getRunSummary",
    { params: { id: runId ?? "" } },
    { isEnabled: runId !== undefined },
  );
  return useMemo(() => {
    if (runId === undefined) return undefined;
    if (error !== null) return { kind: "gone", error };
    if (!run) return { kind: "loading" };
    if (run.workflowId !== workflowId) return { kind: "of_another" };
    return run.confidential ? { kind: "confidential" } : { kind: "in_use", run };
  }, [runId, workflowId, run, error]);
}
