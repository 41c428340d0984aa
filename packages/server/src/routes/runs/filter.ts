import { ProblemError } from "@stepwell/api";
import { type RunFilter, type RunStatus, runStatuses } from "@stepwell/core";

/** Without the search: see `searchFor`. */
export interface RunFilterInput {
  readonly workflow?: string | undefined;
  readonly version?: number | undefined;
  readonly status?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** @throws ProblemError where a status is none */
export function filterOf({ workflow, version, status, from, to }: RunFilterInput): RunFilter {
  return {
    ...(workflow !== undefined && { workflowId: workflow }),
    ...(version !== undefined && { version }),
    ...(status !== undefined && { statuses: statusesOf(status) }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
  };
}

/** One status, or several with commas between. */
function statusesOf(text: string): readonly RunStatus[] {
  return text.split(",").map((name) => {
    const status = runStatuses.find((known) => known === name.trim());
    if (status) return status;
    const message = `there is no status “${name}”; the statuses are ${runStatuses.join(", ")}`;
    throw new ProblemError("invalid_input", message, {
      issues: [{ path: "status", code: "unknown_status", message }],
    });
  });
}
