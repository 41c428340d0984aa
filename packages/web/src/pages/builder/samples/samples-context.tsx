import { createContext, type ReactNode, use, useMemo } from "react";
import type { Answer } from "../../../api/call.ts";
import { useRead } from "../../../api/queries.ts";

export type Sample = Answer<"listSamples">["items"][number];

interface Samples {
  /** By the step's id, or `$trigger`. */
  readonly kept: ReadonlyMap<string, Sample>;
  /** The run whose data is in use, in place of them. */
  readonly runId: string | undefined;
}

const SamplesContext = createContext<Samples>({ kept: new Map(), runId: undefined });

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
  const items = data?.items;
  const samples = useMemo<Samples>(
    () => ({ kept: new Map(items?.map((item) => [item.place, item])), runId }),
    [items, runId],
  );
  return <SamplesContext value={samples}>{children}</SamplesContext>;
}
