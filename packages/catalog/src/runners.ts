import type { ActionRunner, Limits } from "@stepwell/core";
import { tryConnection } from "./connection/definition.ts";
import { connectionTrier } from "./connection/try-connection.ts";
import type { OutboundClient } from "./outbound/outbound-client.ts";
import { emailRunner } from "./steps/email/run.ts";
import type { RunGuest } from "./guest/run-guest.ts";
import { mathjsRunner } from "./steps/calculate/run.ts";
import { emitRunner } from "./steps/emit_event/run.ts";
import { httpRunner } from "./steps/http/run.ts";
import { jsonQueryRunner } from "./steps/json_query/run.ts";
import { scriptRunner } from "./steps/script/run.ts";

export interface RunnerParts {
  readonly outbound: OutboundClient;
  readonly runGuest: RunGuest;
  limits(): Limits;
}

/** What carries out the actions of the built-in step types in an environment, by type; and the trial of a connection. */
export function makeRunners({
  outbound,
  runGuest,
  limits,
}: RunnerParts): ReadonlyMap<string, ActionRunner> {
  const guest = { run: runGuest, limits };
  const responseBytesMax = (): number => limits().httpResponseBytesMax;
  return new Map([
    ["email", emailRunner(outbound)],
    ["calculate", mathjsRunner(guest)],
    ["emit_event", emitRunner],
    ["http", httpRunner(outbound, { responseBytesMax })],
    ["json_query", jsonQueryRunner(guest)],
    ["script", scriptRunner(guest)],
    [tryConnection.type, connectionTrier(outbound)],
  ]);
}
