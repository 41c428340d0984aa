import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { type Answer, call } from "../../../api/call.ts";

export interface Target {
  /** The workflow of the same name there, if there is one. */
  readonly existing: Answer<"getWorkflow"> | null;
  /** Undefined where the person may not see them. */
  readonly connections: readonly string[] | undefined;
}

/** What another environment has for the workflow that goes there. */
export function useTarget(environment: string, name: string): UseQueryResult<Target> {
  return useQuery({
    queryKey: [environment, "target", name],
    queryFn: async (): Promise<Target> => {
      const { items } = await call("listWorkflows", { query: { q: name } }, { environment });
      const found = items.find((item) => item.name === name);
      const existing = found
        ? await call("getWorkflow", { params: { id: found.id } }, { environment })
        : null;
      const connections = await call("listConnections", {}, { environment })
        .then((answer) => answer.items.map((one) => one.name))
        .catch(() => undefined);
      return { existing, connections };
    },
  });
}
