import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type Answer, call } from "../../../api/call.ts";
import { useEnvironment } from "../../../api/environment.ts";

export type WorkflowSummary = Answer<"listWorkflows">["items"][number];

/** Days whose runs the list tells. */
const statsDays = 7;
const pageSize = 200;
const refetchMs = 15_000;

/** All workflows of the environment: their number is limited, so filters need no server. */
export function useAllWorkflows(archived: boolean): UseQueryResult<readonly WorkflowSummary[]> {
  const environment = useEnvironment();
  return useQuery({
    queryKey: [environment, "listWorkflows", { archived, statsDays }],
    queryFn: ({ signal }) => readAll({ environment, archived, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: refetchMs,
  });
}

interface Wanted {
  readonly environment: string | undefined;
  readonly archived: boolean;
  readonly signal: AbortSignal;
}

async function readAll({
  environment,
  archived,
  signal,
}: Wanted): Promise<readonly WorkflowSummary[]> {
  const all: WorkflowSummary[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: pageSize, archived, statsDays, ...(cursor !== undefined && { cursor }) };
    const page = await call("listWorkflows", { query } as never, { environment, signal });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
