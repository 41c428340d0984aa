import type { ActionRunner, Limits } from "@stepwell/core";
import type { OutboundClient } from "./outbound/outbound-client.ts";
import { emailRunner } from "./steps/email/run.ts";
import { emitRunner } from "./steps/emit_event/run.ts";
import { httpRunner } from "./steps/http/run.ts";

export interface RunnerParts {
  readonly outbound: OutboundClient;
  limits(): Limits;
}

/** What carries out the actions of the built-in step types in an environment, by type. */
export function makeRunners({ outbound, limits }: RunnerParts): ReadonlyMap<string, ActionRunner> {
  const responseBytesMax = (): number => limits().httpResponseBytesMax;
  return new Map([
    ["email", emailRunner(outbound)],
    ["emit_event", emitRunner],
    ["http", httpRunner(outbound, { responseBytesMax })],
  ]);
}
