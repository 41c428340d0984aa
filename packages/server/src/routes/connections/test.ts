import type { AnswerOf, testConnection } from "@stepwell/api";
import { tryConnection } from "@stepwell/catalog";
import { assert, type PerformDebt, type RunIdentity } from "@stepwell/core";
import type { Call, Handler } from "../../call.ts";
import { notFound } from "../../refuse.ts";
import { tryAction } from "../../trials/calculation.ts";

/** Through the gate, as an action of a run that is only tried: what comes back holds no secret. */
export const test: Handler<typeof testConnection> = async (call) => {
  const { environment, params, signal } = call;
  if (!environment.connections.find(params.name)) throw notFound("connection", params.name);
  const trier = { identity: identityOf(call), workflowId: tryConnection.type, signal };
  const outcome = await tryAction(environment, trier, debtOf(call));
  if (outcome.ok) return outcome.output as AnswerOf<typeof testConnection>;
  const { code, message } = outcome.failure;
  return { outcome: "failed", error: { code, message } };
};

type TestCall = Call<typeof testConnection>;

function identityOf({ server, environment, causes }: TestCall): RunIdentity {
  const at = server.clock.now();
  const time = new Date(at).toISOString();
  const event = { id: server.ids.make("evt"), type: "test", source: "test", time, data: null };
  return {
    id: server.ids.make("run"),
    number: 0,
    attempt: 1,
    event: { ...event, causes },
    settings: environment.runSettings(),
  };
}

function debtOf({ server, params, body: { url } }: TestCall): PerformDebt {
  const request = { connection: params.name, ...(url !== undefined && { url }) };
  const compiled = tryConnection.compile(request);
  assert(compiled.ok, "a trial of a connection compiles");
  const id = tryConnection.type;
  const policy = { retry: undefined, timeoutMs: undefined, onError: "fail" } as const;
  const step = { id, type: id, config: compiled.compiled, branches: new Map(), branchIds: [] };
  return {
    step: { ...step, ...policy },
    path: id,
    attempt: 1,
    startedAt: server.clock.now(),
    request,
    mustIntend: false,
    isIntended: false,
  };
}
