import {
  type ActionContext,
  defaultLimits,
  type Json,
  type JsonObject,
  type Limits,
  required,
} from "@stepwell/core";
import { openIsolate } from "@stepwell/isolate";
import { afterAll } from "vitest";
import { createOutboundClient } from "../outbound/outbound-client.ts";
import { start, startedAt } from "../run-step.suite.ts";
import { makeRunners } from "../runners.ts";

/* Steps whose code runs in the isolate, in a real one. */

interface GuestRun {
  readonly trigger?: Json;
  readonly limits?: Partial<Limits>;
  readonly context?: Partial<ActionContext>;
}

export interface GuestSteps {
  output(step: JsonObject, given?: GuestRun): Promise<Json>;
  /** As `code: message`. */
  failure(step: JsonObject, given?: GuestRun): Promise<string>;
}

export function useGuestSteps(): GuestSteps {
  const isolate = openIsolate({ workers: 1 });
  const outbound = createOutboundClient({ allow: [] });
  afterAll(async () => {
    await isolate.close();
    await outbound.close();
  });
  const output: GuestSteps["output"] = async (step, given = {}) => {
    const { trigger = {}, limits = {}, context } = given;
    const trial = start({ steps: [step], trigger });
    const [request] = trial.requests();
    const parts = {
      outbound,
      runGuest: isolate.run,
      limits: () => ({ ...defaultLimits, ...limits }),
    };
    const runner = required(makeRunners(parts).get(step["type"] as string), "it has a runner");
    return runner({ ...usual, ...context }, required(request, "the step asks for an action"));
  };
  return {
    output,
    failure: (step, given) =>
      output(step, given).then(
        (value) => `no failure but ${JSON.stringify(value)}`,
        ({ failure }) => `${failure.code}: ${failure.message}`,
      ),
  };
}

const usual: ActionContext = {
  idempotencyKey: "run_1:step",
  attempt: 1,
  startedAt,
  signal: new AbortController().signal,
  environment: "live",
  workflowId: "wf_1",
  causes: "",
  log: () => undefined,
  connection: () => Promise.reject(new Error("no connection is used")),
  conceal: () => undefined,
  redact: (text) => text,
  holdsSecrets: false,
  emit: () => Promise.reject(new Error("nothing is emitted")),
};
