import { bulkRuns, type Client, type Role, setRetention } from "@stepwell/api";

/* Each problem of what is done to many runs: bulk requests and retention. */

type Provoke = (call: Client) => Promise<unknown>;

export function bulkProvocations(
  client: (role: Role) => Promise<Client>,
): Readonly<Record<string, Provoke>> {
  return {
    "runs.bulk invalid_input": (call) => call(bulkRuns, { body: { action: "rerun" } }),
    "runs.bulk not_found": (call) =>
      call(bulkRuns, { body: { action: "cancel", filter: { workflow: "wf_nobody" } } }),
    "runs.bulk forbidden": async () => {
      const operator = await client("operator");
      return operator(bulkRuns, { body: { action: "delete", ids: ["run_nobody"] } });
    },
    "settings.set_retention invalid_input": (call) =>
      call(setRetention, { body: { failedDays: -1 } }),
  };
}
