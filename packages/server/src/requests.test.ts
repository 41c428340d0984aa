import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Client, deleteRun, listRequests, startRun } from "@stepwell/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { presentRequest, summaryOf } from "./presenters/request.ts";
import { valueBudget } from "./presenters/value-budget.ts";
import { calculate, failing, manual, post } from "./sample-definitions.suite.ts";
import { openSight } from "./sight.ts";

const test = useTestServer();

const sink = createServer((request, response) => {
  response.statusCode = request.url?.startsWith("/bad") === true ? 400 : 200;
  response.end("{}");
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
});
afterAll(() => {
  sink.closeAllConnections();
  sink.close();
});

async function run(call: Client, id: string): Promise<string> {
  const { runId } = await call(startRun, { params: { id }, body: { input: {} } });
  return (await endedRun(test(), call, runId)).id;
}

const say = { id: "say", type: "emit_event", config: { type: "said", data: {} } };
const script = { id: "code", type: "script", config: { code: "return 1;" } };

describe("the outside requests", () => {
  it("are listed by run, the newest first, with what was asked and answered", async () => {
    const call = await test().client();
    const steps = [calculate("sum", "1 + 1"), script, post("one", `${url}/one`), say];
    const { id } = await deploy(call, manual([...steps, post("two", `${url}/bad`)]));
    const first = await run(call, id);
    const second = await run(call, id);
    const query = { workflow: id };
    const { items, nextCursor, isPartial } = await call(listRequests, { query });
    expect([nextCursor, isPartial]).toEqual([null, false]);
    expect(items.map((one) => [one.runId, one.stepId])).toEqual(
      [second, first].flatMap((runId) => ["one", "say", "two"].map((stepId) => [runId, stepId])),
    );
    expect(items.slice(0, 3).map((one) => [one.status, one.summary])).toEqual([
      ["succeeded", `POST ${url}/one 200`],
      ["succeeded", "said"],
      ["failed", `POST ${url}/bad 400`],
    ]);
    expect(items[2]).toMatchObject({
      id: `${second}:two`,
      workflowId: id,
      type: "http",
      attempts: 1,
      error: { code: "http_status" },
    });
    const failed = await call(listRequests, { query: { ...query, status: "failed" } });
    expect(failed.items.map((one) => one.stepId)).toEqual(["two", "two"]);
    const later = { ...query, from: new Date(Date.now() + 60_000).toISOString() };
    expect((await call(listRequests, { query: later })).items).toEqual([]);
  });

  it("are given page by page, none twice and none left out", async () => {
    const call = await test().client();
    const branches = [{ id: "body", steps: [say] }];
    const loop = { id: "each", type: "loop", config: { over: 3 }, branches };
    const { id } = await deploy(call, manual([loop]));
    for (let count = 0; count < 3; count += 1) await run(call, id);
    const whole = await call(listRequests, { query: { workflow: id } });
    expect(whole.items).toHaveLength(9);
    const found: string[] = [];
    for (let cursor: string | undefined; ;) {
      const query = { workflow: id, limit: 2, ...(cursor !== undefined && { cursor }) };
      const page = await call(listRequests, { query });
      found.push(...page.items.map((one) => one.id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(found).toEqual(whole.items.map((one) => one.id));
  });

  it("go on behind a run that is gone, and pass over one that cannot be read", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([say]));
    const [oldest, middle, newest] = [
      await run(call, id),
      await run(call, id),
      await run(call, id),
    ];
    const query = { workflow: id, cursor: `${newest}.0` };
    await call(deleteRun, { params: { id: newest } });
    const { host } = test().environment();
    const { past } = host;
    Object.assign(host, {
      past: (runId: string) =>
        runId === middle ? Promise.reject(new Error("damaged")) : past(runId),
    });
    try {
      const { items, isPartial } = await call(listRequests, { query });
      expect(items.map(({ runId }) => runId)).toEqual([oldest]);
      expect(isPartial).toBe(true);
    } finally {
      Object.assign(host, { past });
    }
  });

  it("say where one call has looked at many runs and found too little", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([failing()]));
    const started = Array.from({ length: 201 }, () =>
      call(startRun, { params: { id }, body: { input: {} } }),
    );
    await Promise.all(started);
    const first = await call(listRequests, { query: { workflow: id } });
    expect(first).toMatchObject({ items: [], isPartial: true });
    const cursor = first.nextCursor ?? "";
    expect(await call(listRequests, { query: { workflow: id, cursor } })).toEqual({
      items: [],
      nextCursor: null,
      isPartial: false,
    });
  });

  it("hide what a confidential run has asked", async () => {
    const owner = await test().client();
    const settings = { confidential: true };
    const definition = manual([post("one", `${url}/bad?secret`)], {}, { settings });
    const { id } = await deploy(owner, definition);
    await run(owner, id);
    const seenBy = async (role: "viewer" | "builder") => {
      const call = await test().client(role);
      return call(listRequests, { query: { workflow: id } });
    };
    const hidden = await seenBy("viewer");
    expect(hidden.items).toMatchObject([{ summary: null, status: "failed" }]);
    expect(JSON.stringify(hidden)).not.toContain("secret");
    expect((await seenBy("builder")).items[0]?.summary).toContain("bad?secret 400");
  });
});

it("a summary is one line of what most requests have, and not endless", () => {
  const lineOf = (input: object, more: object = {}) =>
    summaryOf({ input, output: undefined, failure: undefined, ...more } as never);
  expect(lineOf({ to: ["a@b.c", "d@e.f"], subject: "Hello" })).toBe("a@b.c, d@e.f Hello");
  expect(lineOf({ type: "said" })).toBe("said");
  expect(lineOf([1])).toBe("");
  expect(lineOf({ method: "GET", url: "x".repeat(900) })).toHaveLength(301);
});

it("an error that is shortened tells how large it is", () => {
  const stepRun = { stepId: "a", status: "failed", attempts: 1, startedAt: 0, endedAt: 1 };
  const present = (message: string) => {
    const failure = { code: "broken", message };
    const sight = { ...openSight, values: valueBudget() };
    return presentRequest({} as never, { ...stepRun, failure } as never, sight);
  };
  const message = "x".repeat(300 * 1024);
  const { large, error } = present(message);
  expect(large).toEqual({ error: JSON.stringify({ code: "broken", message }).length });
  expect(error?.message).toHaveLength(1001);
  expect(present("short")).not.toHaveProperty("large");
});
