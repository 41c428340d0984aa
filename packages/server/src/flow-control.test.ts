import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRun, sendEvents, startRun } from "@stepwell/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { calculate, manual, output, post } from "./sample-definitions.suite.ts";

const test = useTestServer();

/** Answers after the time in its address; notes which requests were given up. */
const givenUp: string[] = [];
const outside = createServer((request, response) => {
  const { url = "" } = request;
  const waitMs = Number(/\d+/.exec(url)?.[0] ?? 0);
  const timer = setTimeout(() => response.end('{"ok":true}'), waitMs);
  response.on("close", () => {
    clearTimeout(timer);
    if (!response.writableEnded) givenUp.push(url);
  });
});
let outsideUrl = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
});
afterAll(() => {
  outside.closeAllConnections();
  outside.close();
});

const sync = { mode: "sync" };
const branch = (id: string, ...steps: readonly object[]) => ({ id, steps });

/** Starts a sync workflow by hand; its answer. */
async function run(steps: readonly object[], input: object = {}, config: object = sync) {
  const call = await test().client();
  const { id } = await deploy(call, manual(steps, config));
  return call(startRun, { params: { id }, body: { input: input as never } });
}

describe("flow control over HTTP", () => {
  it("a race of a slow and a fast call ends with the fast one, and gives the slow one up", async () => {
    const race = {
      id: "race",
      type: "parallel",
      config: { mode: "race" },
      branches: [
        branch("slow", post("a", `${outsideUrl}/2000`)),
        branch("fast", post("b", `${outsideUrl}/50`)),
      ],
    };
    const startedAt = performance.now();
    const answer = await run([race, output("{{ steps.race }}")]);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(answer.output).toEqual({ branches: { slow: "canceled", fast: "succeeded" } });
    await expect.poll(() => givenUp).toEqual(["/2000"]);
  });

  it("a loop over ten thousand items ends; one over a thousand million says which limit stops it", async () => {
    const loop = (over: unknown) => ({
      id: "each",
      type: "loop",
      config: { over },
      branches: [branch("body", calculate("one", "scopes.each.index"))],
    });
    const long = await run([loop(10_000), output("{{ steps.each.iterations }}")]);
    expect(long.output).toBe(10_000);
    const call = await test().client();
    const { id } = await deploy(call, manual([loop(1e9)]));
    const { runId } = await call(startRun, { params: { id }, body: {} });
    const { status, message } = await endedRun(test(), call, runId);
    expect(status).toBe("failed");
    expect(message).toContain("loopIterationsMax (10000)");
  });

  it("a while loop goes on until its condition is no longer met", async () => {
    const loop = {
      id: "each",
      type: "loop",
      config: { while: { left: "{{ vars.n }}", operator: "less_than", right: 5 } },
      branches: [
        branch("body", {
          id: "more",
          type: "variable",
          config: { name: "n", value: "{{ scopes.each.sequence }}" },
        }),
      ],
    };
    const declare = { id: "declare", type: "variable", config: { name: "n", value: 0 } };
    const answer = await run([declare, loop, output("{{ vars.n }}")]);
    expect(answer.output).toBe(5);
  });

  it("dates, JSON and messages are worked with, and told to the caller", async () => {
    const date = {
      id: "due",
      type: "date",
      config: { input: "{{ trigger.from }}", steps: [{ do: "add", amount: 1, unit: "month" }] },
    };
    const map = {
      id: "map",
      type: "json_map",
      config: { source: "{{ trigger.order }}", fields: [{ name: "first", path: "lines[0].sku" }] },
    };
    const query = {
      id: "query",
      type: "json_query",
      config: {
        engine: "jmespath",
        source: "{{ trigger.order }}",
        expression: "lines[].n | sum(@)",
      },
    };
    const script = {
      id: "script",
      type: "script",
      config: { arguments: { n: "{{ steps.query }}" }, code: "return n * 2;" },
    };
    const message = {
      id: "say",
      type: "message",
      config: { text: "{{ steps.script }} in all" },
    };
    const value = "{{ steps.due }} {{ steps.map.first }}";
    const order = {
      lines: [
        { sku: "a", n: 2 },
        { sku: "b", n: 3 },
      ],
    };
    const answer = await run([date, map, query, script, message, output(value)], {
      from: "2026-01-31T00:00:00Z",
      order,
    });
    expect(answer).toMatchObject({
      output: "2026-02-28T00:00:00.000Z a",
      messages: ["10 in all"],
    });
  });

  it("a workflow calls another, which waits for an event that a third one emits", async () => {
    const call = await test().client();
    const wait = {
      id: "wait",
      type: "wait_for_event",
      config: { type: "flow.done", match: [{ field: "id", equals: "{{ trigger.id }}" }] },
    };
    const child = { ...manual([wait, output("{{ steps.wait.event.data.result }}")]) };
    const config = { inputs: [{ name: "id", type: "number", required: true }] };
    await deploy(call, { ...child, name: "Child", trigger: { type: "call", config } });
    const ask = {
      id: "ask",
      type: "call_workflow",
      config: { workflow: "Child", input: { id: 7 } },
    };
    const parent = await deploy(call, manual([ask, output("{{ steps.ask }}")]));
    const emit = {
      id: "emit",
      type: "emit_event",
      config: { type: "flow.done", data: { id: "{{ trigger.id }}", result: "{{ trigger.what }}" } },
    };
    const trigger = { type: "event", config: { type: "flow.work" } };
    await deploy(call, { ...manual([emit]), name: "Third", trigger });
    const { runId } = await call(startRun, { params: { id: parent.id }, body: {} });
    await expect
      .poll(async () => (await call(getRun, { params: { id: runId } })).status)
      .toBe("waiting");
    const { stepRuns } = await call(getRun, { params: { id: runId } });
    const childId = stepRuns[0]?.calledRunId ?? "";
    await expect
      .poll(async () => (await call(getRun, { params: { id: childId } })).status)
      .toBe("waiting");
    await call(sendEvents, {
      body: { type: "flow.work", data: { id: 7, what: "shipped" } } as never,
    });
    const ended = await endedRun(test(), call, runId);
    expect(ended).toMatchObject({ status: "succeeded", output: "shipped" });
    expect(await call(getRun, { params: { id: childId } })).toMatchObject({ parentId: runId });
  });
});
