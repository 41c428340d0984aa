import {
  type ActionContext,
  type CompiledConfig,
  defaultLimits,
  type Json,
  type JsonObject,
  type Scope,
  type StepFailure,
} from "@stepwell/core";
import { afterAll, beforeEach } from "vitest";
import {
  echo,
  failureOf,
  type Outside,
  type SeenRequest,
  useOutside,
} from "../../outbound/outside.suite.ts";
import { createOutboundClient } from "../../outbound/outbound-client.ts";
import { http } from "./definition.ts";
import { httpRunner } from "./run.ts";

/** An http step against a real server on loopback. */
export interface HttpStep {
  readonly outside: Outside;
  run(...given: RunArguments): Promise<Json>;
  failureOf(...given: RunArguments): Promise<StepFailure | undefined>;
  /** What the server has seen. */
  seen(config: JsonObject, trigger?: Json): Promise<SeenRequest>;
}

type RunArguments = readonly [config?: JsonObject, trigger?: Json, given?: Partial<ActionContext>];

export const context: ActionContext = {
  idempotencyKey: "run-1/step/0",
  attempt: 1,
  startedAt: 0,
  signal: new AbortController().signal,
  environment: "live",
  workflowId: "wf_1",
  causes: "signed-chain",
  log: () => undefined,
  connection: () => Promise.reject(new Error("there are no connections")),
  conceal: () => undefined,
  redact: (text) => text,
  holdsSecrets: false,
  emit: () => Promise.reject(new Error("nothing is emitted")),
};

export function useHttpStep(): HttpStep {
  const outside = useOutside();
  const client = createOutboundClient({ allow: ["127.0.0.1"] });
  afterAll(() => client.close());
  const runner = httpRunner(client, {
    nowMs: () => Date.parse("2026-03-01T00:00:00Z"),
    responseBytesMax: (environment) => (environment === "small" ? 10 : 100_000),
  });
  const run: HttpStep["run"] = async (config, trigger = {}, given = {}) => {
    const { request } = compileHttp({ url: outside.url, ...config });
    return runner({ ...context, ...given }, request(scopeOf(trigger)));
  };
  beforeEach(() => {
    outside.handle = echo;
  });
  return {
    outside,
    run,
    failureOf: (...given) => failureOf(run(...given)),
    seen: async (config, trigger) =>
      (await run({ output: "body", ...config }, trigger)) as unknown as SeenRequest,
  };
}

export function compileHttp(config: JsonObject): CompiledConfig & { readonly kind: "action" } {
  const result = http.compile(config);
  if (!result.ok || result.compiled.kind !== "action") throw new Error(JSON.stringify(result));
  return result.compiled;
}

function scopeOf(trigger: Json): Scope {
  const nothing = (): undefined => undefined;
  return {
    now: 0,
    limits: defaultLimits,
    timeZone: "UTC",
    trigger,
    event: {},
    run: {},
    workflow: {},
    env: {},
    step: nothing,
    enclosing: nothing,
    variable: nothing,
  };
}
