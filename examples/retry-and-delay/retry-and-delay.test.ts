import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useExample } from "../run-example.suite.ts";

const example = useExample("retry-and-delay/retry-and-delay.flow.yaml", {
  outboundAllow: ["127.0.0.1"],
});

type Answer = (response: ServerResponse) => unknown;

/** The shop's answers, one after the other; what it was asked, with the key of each request. */
let answers: Answer[] = [];
let asked: { readonly request: string; readonly key: unknown }[] = [];

const shop = createServer((request: IncomingMessage, response) => {
  const { method = "", url = "", headers } = request;
  asked.push({ request: `${method} ${url}`, key: headers["idempotency-key"] });
  const answer = answers.shift() ?? status(500);
  request.resume().on("end", () => answer(response));
});

function json(value: object, code = 200): Answer {
  return (response) =>
    response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function status(code: number, headers = {}): Answer {
  return (response) => response.writeHead(code, headers).end();
}

beforeAll(() => new Promise<void>((resolve) => void shop.listen(0, "127.0.0.1", resolve)));
beforeEach(() => {
  asked = [];
});
afterAll(() => new Promise<void>((resolve) => void shop.close(() => resolve())));

async function order(pauseSeconds?: number) {
  const { port } = shop.address() as AddressInfo;
  const body = { shop: `http://127.0.0.1:${port}`, article: "tea 01", pause_seconds: pauseSeconds };
  expect(await example.deliver(JSON.stringify(body))).toMatchObject({ status: 200 });
  return example.lastRun();
}

const requests = () => asked.map(({ request }) => request);
const ask = "GET /stock?article=tea+01";

describe("the order with retries and a delay", () => {
  it("is a workflow without findings", () => {
    expect(example.workflow.draft.findings).toEqual([]);
  });

  it("tries a busy shop again, waits, and orders", async () => {
    answers = [
      status(503),
      status(429, { "retry-after": "0" }),
      json({ quantity: 3 }),
      json({ id: "o_7" }, 201),
    ];
    const run = await order(0.05);
    expect(run).toMatchObject({ status: "succeeded", output: { article: "tea 01", order: "o_7" } });
    expect(requests()).toEqual([ask, ask, ask, "POST /orders"]);
    expect(asked.at(-1)?.key).toEqual(expect.stringContaining(run.id));
    const [first, , rest] = run.stepRuns;
    expect(first).toMatchObject({ stepId: "ask", attempts: 3, output: { quantity: 3 } });
    expect(rest).toMatchObject({ stepId: "rest", type: "delay" });
    const waitedMs = Date.parse(rest?.endedAt ?? "") - Date.parse(rest?.startedAt ?? "");
    expect(waitedMs).toBeGreaterThanOrEqual(50);
  });

  it("runs the error branch where the shop stays busy, and does not order", async () => {
    answers = [status(500), status(502), status(503)];
    const run = await order();
    expect(run).toMatchObject({
      status: "succeeded",
      reason: "condition_not_met",
      variables: { missed: "http_status" },
    });
    expect(requests()).toEqual([ask, ask, ask]);
    expect(run.stepRuns.map(({ path, attempts }) => `${path} ${attempts}`)).toEqual([
      "ask 3",
      "ask/error/missed 1",
      "in_stock 1",
    ]);
  });

  it("does not try again what cannot become better", async () => {
    answers = [status(404)];
    const run = await order();
    expect(run).toMatchObject({ variables: { missed: "http_status" } });
    expect(requests()).toEqual([ask]);
  });

  it("goes no further where nothing is in stock", async () => {
    answers = [json({ quantity: 0 })];
    expect(await order()).toMatchObject({ status: "succeeded", reason: "condition_not_met" });
    expect(requests()).toEqual([ask]);
  });

  it("fails with the shop's refusal where the order itself fails", async () => {
    answers = [json({ quantity: 1 }), json({ error: "closed" }, 422)];
    expect(await order(0)).toMatchObject({
      status: "failed",
      reason: "step_error",
      error: { code: "http_status", stepId: "order", details: { status: 422 } },
    });
  });

  it("refuses a request without an article", async () => {
    expect(await example.deliver('{"shop":"http://shop.example"}')).toMatchObject({
      status: 422,
      body: { errors: [{ code: "missing_variable" }] },
    });
  });
});
