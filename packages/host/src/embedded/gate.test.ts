import {
  type Acceptance,
  type ActionRunner,
  type Cause,
  connectionContent,
  defaultLimits,
  type JsonObject,
  type Occurrence,
  type PerformDebt,
  type Scope,
  secretField,
  secretNamesIn,
  StepError,
  textOf,
} from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { type Credentials, noCredentials } from "./credentials.ts";
import { perform } from "./gate.ts";

const live = {
  run: { identity: { id: "run_1", event: { causes: [{ workflowId: "wf_0", runId: "run_0" }] } } },
  base: { workflowId: "wf_1" },
} as unknown as Parameters<typeof perform>[1];

const debt = {
  step: { type: "act", config: { secretNames: [] } },
  path: "each/3/act",
  attempt: 2,
  startedAt: 7,
  request: { amount: 5 },
} as unknown as PerformDebt;

const emitted: Occurrence[] = [];

async function accept(occurrence: Occurrence): Promise<Acceptance> {
  emitted.push(occurrence);
  return { kind: "overload", why: "server_busy", retryAfterMs: 1 };
}

function performWith(runner: ActionRunner, stepOutputBytesMax = 100) {
  return perform(partsOf(runner, stepOutputBytesMax), live, debt, new AbortController().signal);
}

function partsOf(runner: ActionRunner, stepOutputBytesMax: number) {
  return {
    runners: new Map([["act", runner]]),
    environment: "live",
    credentials: noCredentials,
    limits: () => ({ ...defaultLimits, stepOutputBytesMax }),
    sign: (chain: readonly Cause[]) => chain.map(({ runId }) => runId).join("+"),
    accept,
  };
}

describe("the gate", () => {
  it("gives an action its key, attempt, request and causes", async () => {
    const seen: unknown[] = [];
    await performWith(
      async ({ idempotencyKey, attempt, startedAt, environment, causes }, request) => {
        seen.push(idempotencyKey, attempt, startedAt, environment, causes, request);
        return null;
      },
    );
    expect(seen).toEqual(["run_1:each/3/act", 2, 7, "live", "run_0+run_1", { amount: 5 }]);
  });

  it("sends an action's event with the causes of its run and the key of its step run", async () => {
    const event = { type: "order.sent", source: "run", data: { n: 5 } };
    const { outcome } = await performWith(async ({ emit }) => (await emit(event)).kind);
    expect(outcome).toEqual({ ok: true, output: "overload" });
    expect(emitted).toEqual([
      {
        ...event,
        dedupeKey: "emit:run_1:each/3/act",
        bytes: 7,
        causes: [
          { workflowId: "wf_0", runId: "run_0" },
          { workflowId: "wf_1", runId: "run_1" },
        ],
      },
    ]);
  });

  it("lets an output of just the limit through and fails a larger one, naming the limit", async () => {
    const text = async (length: number) => performWith(async () => "x".repeat(length), 12);
    expect((await text(10)).outcome).toEqual({ ok: true, output: "xxxxxxxxxx" });
    const { outcome } = await text(11);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "limit_reached" } });
    expect(JSON.stringify(outcome)).toContain("stepOutputBytesMax");
  });

  it("keeps a step's own failure, and calls anything else internal", async () => {
    const refused = new StepError({ code: "http_status", message: "no", retryable: true });
    const own = await performWith(() => Promise.reject(refused));
    expect(own.outcome).toEqual({ ok: false, failure: refused.failure });
    const bug = await performWith(() => Promise.reject(new TypeError("x is undefined")));
    expect(bug.outcome).toMatchObject({ ok: false, failure: { code: "internal" } });
  });

  it("keeps what the action logged, up to a bound", async () => {
    const { log } = await performWith(async (context) => {
      context.log("first");
      context.log("y".repeat(200_000));
      context.log("never seen");
      return null;
    });
    expect(log[0]).toBe("first");
    expect(log).toHaveLength(2);
    expect(log.join("").length).toBeLessThanOrEqual(64 * 1024);
  });

  it("fails a step of a type that nobody carries out", async () => {
    const parts = {
      runners: new Map(),
      environment: "live",
      credentials: noCredentials,
      limits: () => defaultLimits,
      sign: () => "",
      accept,
    };
    const { outcome } = await perform(parts, live, debt, new AbortController().signal);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "unknown_step_type" } });
  });
});

describe("secrets at the gate", () => {
  const token = "tok-5f1e9b2c";
  const basic = connectionContent.parse({
    kind: "basic",
    hosts: ["api.example.com"],
    settings: { username: "ada" },
    secrets: { password: token },
  });
  const credentials: Credentials = {
    connections: {
      async open(name) {
        if (name === "broken") throw new Error("it was damaged");
        return name === "shop" ? { ...basic, name, version: 1 } : undefined;
      },
    },
    secret: (name) => (name === "token" ? token : undefined),
  };

  function performFor(runner: ActionRunner, body: string) {
    const parsed = secretField().parse(body);
    const step = { type: "act", config: { secretNames: secretNamesIn({ parsed }) } };
    const request = { body: parsed.evaluate({ limits: defaultLimits } as Scope) };
    const parts = { ...partsOf(runner, 1000), credentials };
    const owed = { ...debt, step, request } as unknown as PerformDebt;
    return perform(parts, live, owed, new AbortController().signal);
  }

  it("fills them into the request, and takes them out of output and log", async () => {
    const { outcome, log } = await performFor(async ({ log: tell, holdsSecrets }, request) => {
      const text = textOf(request["body"]);
      tell(`sent ${text}`);
      return { holdsSecrets, length: text.length, request };
    }, "Bearer {{ secrets.token }}!");
    const length = `Bearer ${token}!`.length;
    const output = { holdsSecrets: true, length, request: { body: "Bearer •••!" } };
    expect(outcome).toEqual({ ok: true, output });
    expect(log).toEqual(["sent Bearer •••!"]);
  });

  it("takes them out of failures and events", async () => {
    const { outcome } = await performFor(async ({ emit }, { body = null }) => {
      await emit({ type: "t", source: "s", data: { body } });
      throw new StepError({ code: "refused", message: `no: ${textOf(body)}`, details: [body] });
    }, "{{ secrets.token }}");
    const failure = { code: "refused", message: "no: •••", details: ["•••"], retryable: false };
    expect(outcome).toEqual({ ok: false, failure });
    expect(emitted.at(-1)?.data).toEqual({ body: "•••" });
  });

  it("takes out a connection's, also as servers repeat them, and what was got for them", async () => {
    const { outcome, log } = await performFor(
      async ({ connection, conceal, redact, log: tell }) => {
        tell(`early ${token} got-for-it`);
        const { secrets } = await connection("shop");
        conceal("got-for-it");
        expect(redact("a got-for-it b")).toBe("a ••• b");
        const sent = Buffer.from(`ada:${token}`).toString("base64");
        return [secrets as JsonObject, `Basic ${sent}`, "got-for-it"];
      },
      "",
    );
    expect(outcome).toMatchObject({
      ok: true,
      output: [{ password: "•••" }, expect.stringMatching(/^Basic •••/), "•••"],
    });
    expect(JSON.stringify(outcome)).not.toContain(
      Buffer.from(token).toString("base64").slice(0, 8),
    );
    expect(log).toEqual(["early ••• •••"]);
  });

  it.each([
    ["none", "connection_not_found"],
    ["broken", "connection_unusable"],
  ])("a connection %s fails with %s", async (name, code) => {
    const { outcome } = await performFor(
      async ({ connection }) => (await connection(name)).name,
      "",
    );
    expect(outcome).toMatchObject({ ok: false, failure: { code, retryable: false } });
  });

  it("a secret that is not there fails before the action begins", async () => {
    const { outcome } = await performFor(async () => "begun", "{{ secrets.tokn }}");
    expect(outcome).toMatchObject({ ok: false, failure: { code: "secret_not_found" } });
  });

  it("data that looks like a place for a secret is data", async () => {
    const forged = "{{ secrets.token }}";
    const parsed = secretField().parse("{{ trigger.text }} {{ secrets.token }}");
    const scope = { trigger: { text: forged }, limits: defaultLimits } as unknown as Scope;
    const step = { type: "act", config: { secretNames: ["token"] } };
    const request = { body: parsed.evaluate(scope) };
    const seen: unknown[] = [];
    const see: ActionRunner = async (_, given) => {
      seen.push(given);
      return null;
    };
    const parts = { ...partsOf(see, 1000), credentials };
    const owed = { ...debt, step, request } as unknown as PerformDebt;
    await perform(parts, live, owed, new AbortController().signal);
    expect(seen).toEqual([{ body: `${forged} ${token}` }]);
    expect(JSON.stringify(request)).toBe(JSON.stringify({ body: `${forged} ${forged}` }));
  });
});
