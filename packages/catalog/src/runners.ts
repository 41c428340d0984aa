import type { ActionRunner } from "@stepwell/core";
import type { OutboundClient } from "./outbound/outbound-client.ts";
import { httpRunner } from "./steps/http/run.ts";

/** What carries out the actions of the built-in step types, by type. */
export function makeRunners({
  outbound,
}: {
  readonly outbound: OutboundClient;
}): ReadonlyMap<string, ActionRunner> {
  return new Map([["http", httpRunner(outbound)]]);
}
