import {
  deactivateWorkflow,
  deleteRun,
  lastRequest,
  parseWebhookSample,
  publishWorkflow,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { endedRun, useTestServer } from "./open-test-server.suite.ts";
import { calculate, delay, failing, output, respond, webhook } from "./sample-definitions.suite.ts";
import { deliver, problemOf, useWebhooks } from "./webhook-delivery.suite.ts";

const test = useTestServer();
const { hookOf, runsOf } = useWebhooks(test);

/** A sync workflow that gives back what it saw. */
function echo(config: object = {}): object {
  const body = { body: "{{ trigger.body }}", query: "{{ trigger.query }}" };
  return webhook([respond({ body })], { mode: "sync", ...config });
}

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
    expect(await ask()).toEqual({
      receivedAt: null,
      data: null,
      variables: [],
      confidential: false,
      listeningUntil: null,
    });
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

  it("answers 500 where the run fails, with its id and nothing of its inside", async () => {
    const { url } = await hookOf(webhook([failing("out of stock")], { mode: "sync" }));
    const problem = await problemOf(await deliver(url));
    expect(problem.code).toBe("run_failed");
    expect(problem.detail).toMatch(/^Run run_\w+ ended as failed/);
    expect(problem.detail).not.toContain("out of stock");
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

  it("tells a duplicate of a run that was deleted that its answer is gone, and does nothing", async () => {
    const { id, url } = await hookOf(echo({ deduplicateBy: { from: "body", path: "id" } }));
    await deliver(url, { id: "d1" });
    const [row] = await runsOf(id);
    await (
      await test().client()
    )(deleteRun, { params: { id: row?.id ?? "" } });
    const problem = await problemOf(await deliver(url, { id: "d1" }));
    expect(problem).toMatchObject({ status: 409, code: "run_not_available" });
    expect(problem.detail).toContain(row?.id);
    expect(await runsOf(id)).toEqual([]);
    expect((await deliver(url, { id: "d2" })).status).toBe(200);
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
