import { createHmac } from "node:crypto";
import {
  type AnswerOf,
  deactivateWorkflow,
  deleteRun,
  getRun,
  lastRequest,
  listEvents,
  listRuns,
  parseWebhookSample,
  type Problem,
  publishWorkflow,
  replaceDraft,
  setSecret,
} from "@stepwell/api";
import { signWebhook } from "@stepwell/catalog";
import { describe, expect, it } from "vitest";
import { expectProblem } from "./checked-client.suite.ts";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import {
  calculate,
  delay,
  failing,
  output,
  post,
  respond,
  webhook,
} from "./sample-definitions.suite.ts";

const test = useTestServer();

interface Hook {
  readonly id: string;
  readonly url: string;
}

async function hookOf(definition: object): Promise<Hook> {
  const call = await test().client();
  const { id, trigger }: AnswerOf<typeof publishWorkflow> = await deploy(call, definition);
  return { id, url: trigger.url ?? "" };
}

function deliver(url: string, body: unknown = {}, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

async function problemOf(response: Response): Promise<Problem> {
  const problem = (await response.json()) as Problem;
  expectProblem(response, problem);
  return problem;
}

async function runsOf(id: string) {
  const call = await test().client();
  return (await call(listRuns, { query: { workflow: id, limit: 200 } })).items;
}

/** A sync workflow that gives back what it saw. */
function echo(config: object = {}): object {
  const body = { body: "{{ trigger.body }}", query: "{{ trigger.query }}" };
  return webhook([respond({ body })], { mode: "sync", ...config });
}

describe("an async webhook", () => {
  it("answers 200 ok at once and starts a run with body, query and headers", async () => {
    const { id, url } = await hookOf(webhook([output("{{ trigger.body.n }}")]));
    const answer = await deliver(`${url}?page=2&tag=a&tag=b`, { n: 5 }, { "X-Shop": "north" });
    expect([answer.status, await answer.text()]).toEqual([200, "ok"]);
    expect(answer.headers.get("content-security-policy")).toBe("sandbox");
    const [row] = await runsOf(id);
    const run = await endedRun(test(), await test().client(), row?.id ?? "");
    expect(run.output).toBe(5);
    expect(run.event.data).toMatchObject({
      body: { n: 5 },
      query: { page: "2", tag: ["a", "b"] },
      headers: { "x-shop": "north" },
    });
  });

  it("answers as it is configured to", async () => {
    const response = { status: 202, headers: { "x-queue": "slow" }, body: { queued: true } };
    const { url } = await hookOf(webhook([], { response }));
    const answer = await deliver(url);
    expect([answer.status, answer.headers.get("x-queue")]).toEqual([202, "slow"]);
    expect(await answer.json()).toEqual({ queued: true });
  });

  it("gives named variables, under aliases", async () => {
    const variables = [
      { name: "amount", from: "body", path: "order.amount", required: true },
      { name: "shop", from: "headers", path: "X-Shop" },
    ];
    const { id, url } = await hookOf(webhook([output("{{ trigger.amount }}")], { variables }));
    await deliver(url, { order: { amount: 12 } });
    const [row] = await runsOf(id);
    expect((await endedRun(test(), await test().client(), row?.id ?? "")).output).toBe(12);
    const problem = await problemOf(await deliver(url, { order: {} }));
    expect(problem).toMatchObject({
      code: "invalid_input",
      errors: [{ code: "missing_variable" }],
    });
  });
});

describe("a sync webhook", () => {
  it("answers with the response step", async () => {
    const headers = { "X-Kind": "{{ trigger.body.kind }}" };
    const step = respond({ status: 201, headers, body: { got: "{{ trigger.body.kind }}" } });
    const { url } = await hookOf(webhook([step], { mode: "sync" }));
    const answer = await deliver(url, { kind: "big" });
    expect([answer.status, answer.headers.get("x-kind")]).toEqual([201, "big"]);
    expect(await answer.json()).toEqual({ got: "big" });
  });

  it("without a response step answers 200 with the output, or ok", async () => {
    const silent = await hookOf(webhook([], { mode: "sync" }));
    const loud = await hookOf(webhook([output({ n: 1 })], { mode: "sync" }));
    expect(await (await deliver(silent.url)).text()).toBe("ok");
    expect(await (await deliver(loud.url)).json()).toEqual({ n: 1 });
  });

  it("answers 500 where the run fails, and says why", async () => {
    const { url } = await hookOf(webhook([failing("out of stock")], { mode: "sync" }));
    const problem = await problemOf(await deliver(url));
    expect(problem.code).toBe("run_failed");
    expect(problem.detail).toContain("out of stock");
  });

  it("gives duplicates the first one's answer, one after the other and at once", async () => {
    const deduplicateBy = { from: "body", path: "id" };
    const step = respond({ body: { run: "{{ run.id }}" } });
    const { id, url } = await hookOf(webhook([step], { mode: "sync", deduplicateBy }));
    const sent = Array.from({ length: 30 }, () => deliver(url, { id: "d1" }));
    const answers = [...(await Promise.all(sent)), await deliver(url, { id: "d1" })];
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(bodies).size).toBe(1);
    expect(await runsOf(id)).toHaveLength(1);
    await deliver(url, { id: "d2" });
    expect(await runsOf(id)).toHaveLength(2);
  });

  it("does not let a duplicate wait for a run that was deleted", async () => {
    const { id, url } = await hookOf(echo({ deduplicateBy: { from: "body", path: "id" } }));
    await deliver(url, { id: "d1" });
    const [row] = await runsOf(id);
    await (
      await test().client()
    )(deleteRun, { params: { id: row?.id ?? "" } });
    expect((await deliver(url, { id: "d1" })).status).toBe(200);
    expect(await runsOf(id)).toEqual([]);
  });
});

describe("the address", () => {
  it.each(["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])(
    "takes POST only: %s is answered 405 with Allow",
    async (method) => {
      const { id, url } = await hookOf(webhook([]));
      const answer = await fetch(url, { method });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
      if (method !== "HEAD") expect((await problemOf(answer)).code).toBe("method_not_allowed");
      expect(await runsOf(id)).toEqual([]);
    },
  );

  it("is not there while the workflow is inactive, nor with another token or environment", async () => {
    const { id, url } = await hookOf(webhook([]));
    await (
      await test().client()
    )(deactivateWorkflow, { params: { id } });
    const strange = [
      url,
      url.slice(0, -1),
      `${url}0`,
      `${test().url}/hooks/mars/x`,
      `${test().url}/hooks/`,
    ];
    for (const address of strange) {
      const problem = await problemOf(await deliver(address));
      expect(problem.code).toBe("not_found");
    }
  });

  it("stays the same over versions", async () => {
    const { id, url } = await hookOf(webhook([]));
    const call = await test().client();
    const { trigger } = await call(publishWorkflow, { params: { id }, body: { activate: true } });
    expect(trigger.url).toBe(url);
    expect((await deliver(url)).status).toBe(200);
  });
});

describe("HTTP Basic", () => {
  it("lets in who has user name and password, which may be a stored secret", async () => {
    const call = await test().client("admin");
    await call(setSecret, { params: { name: "hook_password" }, body: { value: "päss:word" } });
    const auth = { kind: "basic", username: "shop", password: "{{ secrets.hook_password }}" };
    const { id, url } = await hookOf(webhook([], { auth }));
    const basic = (text: string) => ({
      authorization: `Basic ${Buffer.from(text).toString("base64")}`,
    });
    expect((await deliver(url, {}, basic("shop:päss:word"))).status).toBe(200);
    for (const headers of [
      {},
      basic("shop:wrong"),
      basic("other:päss:word"),
      basic("shop"),
      basic(""),
    ]) {
      const answer = await deliver(url, {}, headers);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
      expect((await problemOf(answer)).code).toBe("unauthorized");
    }
    const [row, ...others] = await runsOf(id);
    expect(others).toEqual([]);
    const run = await call(getRun, { params: { id: row?.id ?? "" } });
    expect(JSON.stringify(run)).not.toContain(Buffer.from("shop:päss:word").toString("base64"));
  });

  it("lets nobody in while its secret is missing", async () => {
    const auth = { kind: "basic", username: "shop", password: "{{ secrets.never_stored }}" };
    const { url } = await hookOf(webhook([], { auth }));
    const headers = { authorization: `Basic ${Buffer.from("shop:").toString("base64")}` };
    expect((await deliver(url, {}, headers)).status).toBe(401);
  });
});

describe("signatures", () => {
  const secret = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
  const nowS = () => Math.floor(Date.now() / 1000);

  it.each(["standard_webhooks", "stripe", "github"] as const)(
    "of %s are checked: right, wrong, changed, missing",
    async (scheme) => {
      const auth = { kind: "signature", scheme, secrets: [secret] };
      const { id, url } = await hookOf(webhook([], { auth }));
      const body = JSON.stringify({ id: `${scheme}-1` });
      const signed = signWebhook(scheme, secret, body, { id: "m1", timestamp: nowS() });
      const wrong = signWebhook(scheme, "whsec_b3RoZXI=", body, { id: "m2", timestamp: nowS() });
      expect((await deliver(url, body, signed)).status).toBe(200);
      for (const [text, headers] of [
        [body, wrong],
        [`${body} `, signed],
        [body, {}],
      ] as const)
        expect((await problemOf(await deliver(url, text, headers))).code).toBe("invalid_signature");
      expect(await runsOf(id)).toHaveLength(1);
    },
  );

  it.each(["standard_webhooks", "stripe"] as const)(
    "of %s are worth nothing when they are old; repeats in time are duplicates",
    async (scheme) => {
      const auth = { kind: "signature", scheme, secrets: [secret], toleranceSeconds: 60 };
      const { id, url } = await hookOf(webhook([], { auth }));
      const body = JSON.stringify({ id: `${scheme}-2` });
      const at = (timestamp: number) => signWebhook(scheme, secret, body, { id: "m1", timestamp });
      const problem = await problemOf(await deliver(url, body, at(nowS() - 120)));
      expect(problem).toMatchObject({
        code: "invalid_signature",
        errors: [{ code: "signature_expired" }],
      });
      const fresh = at(nowS());
      for (let count = 0; count < 3; count += 1)
        expect((await deliver(url, body, fresh)).status).toBe(200);
      expect(await runsOf(id)).toHaveLength(1);
    },
  );

  it("of any other system are checked as configured, with the old and the new secret", async () => {
    const scheme = { header: "x-sign", algorithm: "sha512", encoding: "base64", prefix: "v1:" };
    const auth = { kind: "signature", scheme: "hmac", secrets: ["old", "new"], ...scheme };
    const { url } = await hookOf(webhook([], { auth }));
    const sign = (key: string) => ({
      "x-sign": `v1:${createHmac("sha512", key).update("{}").digest("base64")}`,
    });
    const statuses = [];
    for (const key of ["old", "new", "other"])
      statuses.push((await deliver(url, "{}", sign(key))).status);
    expect(statuses).toEqual([200, 200, 401]);
  });
});

describe("a loop over HTTP through one's own webhook", () => {
  it("ends by the cycle limit, and the decision says so", async () => {
    const call = await test().client();
    const first = await hookOf(webhook([]));
    const definition = webhook([post("again", first.url)]);

    await call(replaceDraft, {
      params: { id: first.id },
      body: { definition: definition as never, revision: 1 },
    });
    await call(publishWorkflow, { params: { id: first.id }, body: { activate: true } });
    await deliver(first.url, { start: true });
    const [row] = await runsOf(first.id);
    expect((await endedRun(test(), call, row?.id ?? "")).status).toBe("succeeded");
    expect(await runsOf(first.id)).toHaveLength(1);
    const { items } = await call(listEvents, { query: { limit: 2 } });
    expect(items.map(({ decisions }) => decisions[0]?.outcome)).toEqual(["cycle_limit", "started"]);
  });

  it("of two workflows ends as well", async () => {
    const call = await test().client();
    const one = await hookOf(webhook([]));
    const two = await hookOf(webhook([post("back", one.url)]));

    const body = { definition: webhook([post("on", two.url)]) as never, revision: 1 };
    await call(replaceDraft, { params: { id: one.id }, body });
    await call(publishWorkflow, { params: { id: one.id }, body: { activate: true } });
    await deliver(one.url);
    const [row] = await runsOf(one.id);
    await endedRun(test(), call, row?.id ?? "");
    const [other] = await runsOf(two.id);
    await endedRun(test(), call, other?.id ?? "");
    expect([await runsOf(one.id), await runsOf(two.id)].map(({ length }) => length)).toEqual([
      1, 1,
    ]);
  });

  it("cannot be faked: a stranger's header keeps nothing from starting", async () => {
    const { id, url } = await hookOf(webhook([]));
    await deliver(url, {}, { "stepwell-causes": `${id}~run_1;AAAA` });
    expect(await runsOf(id)).toHaveLength(1);
  });
});

describe("learning a webhook's variables", () => {
  it("reads a pasted URL or JSON", async () => {
    const call = await test().client("viewer");
    const parse = async (sample: string) => call(parseWebhookSample, { body: { sample } });
    const json = await parse('{"order":{"id":"o1"},"n":1}');
    expect(json.kind).toBe("json");
    expect(json.variables.map(({ path }) => path)).toEqual(["order.id", "n"]);
    const query = await parse("https://example.com/hook?a=1&b=x");
    expect(query.kind).toBe("query");
    expect(query.variables.map(({ path }) => path)).toEqual(["a", "b"]);
  });

  it("reads the last request, also after a restart, and says when there was none", async () => {
    const { id, url } = await hookOf(webhook([delay()]));
    const ask = async () => (await test().client("viewer"))(lastRequest, { params: { id } });
    expect(await ask()).toEqual({ receivedAt: null, data: null, variables: [] });
    await deliver(url, { first: 1 });
    await deliver(url, { second: 2 });
    const before = await ask();
    expect(before.data).toMatchObject({ body: { second: 2 } });
    expect(before.variables.map(({ path }) => path)).toContain("second");
    await test().restart();
    const after = await ask();
    expect(after.data).toEqual(before.data);
  });
});

describe("sync and calculation", () => {
  it("the example of the specification answers by the amount", async () => {
    const test = { left: "{{ trigger.body.amount }}", operator: "greater_than", right: 100 };
    const tell = (id: string, big: boolean) => ({ ...respond({ body: { big } }), id });
    const large = {
      id: "large",
      type: "condition",
      config: { mode: "branches", if: { all: [test] } },
      branches: [
        { id: "yes", steps: [tell("tell", true)] },
        { id: "no", steps: [tell("tell_small", false)] },
      ],
    };
    const { url } = await hookOf(webhook([calculate("x", "1"), large], { mode: "sync" }));
    expect(await (await deliver(url, { amount: 101 })).json()).toEqual({ big: true });
    expect(await (await deliver(url, { amount: 100 })).json()).toEqual({ big: false });
  });
});
