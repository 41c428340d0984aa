import { assert } from "./assert.ts";
import type { Run } from "./run.ts";
import type { CallEnd } from "./step-type.ts";

/** The end of a called run, as the step that called it sees it. */
export function callEnd({ identity, status, reason, failure, message, output }: Run): CallEnd {
  assert(
    status !== "queued" && status !== "running" && status !== "waiting",
    `run ${identity.id} has ended`,
  );
  return {
    runId: identity.id,
    status,
    reason: reason ?? null,
    message: failure?.message ?? message ?? null,
    output: output ?? null,
  };
}
