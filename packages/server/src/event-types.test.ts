import {
  checkDefinition,
  type Client,
  createWorkflow,
  deleteEventType,
  listEventTypes,
  listVariables,
  sendEvents,
  setEventType,
} from "@stepwell/api";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { output } from "./sample-definitions.suite.ts";

/* What is known of types of events: registered through the API, or learnt from what has come. */

const test = useTestServer();

function listening(type: string, steps: readonly object[], settings: object = {}): object {
  const trigger = { type: "event", config: { type } };
  return { format: "stepwell/v1", name: `On ${type}`, trigger, steps, settings };
}

async function told(call: Client, type: string, field: string): Promise<readonly string[]> {
  const definition = listening(type, [output(`{{ ${field} }}`)]) as never;
  const { findings } = await call(checkDefinition, { body: { definition } });
  return findings.map(({ severity, code, hint }) => [severity, code, hint].join(" ").trim());
}

async function found(call: Client, name: string) {
  const { items } = await call(listEventTypes, { query: { limit: "200" } });
  return items.find((one) => one.name === name);
}

const schema = {
  type: "object",
  properties: { total: { type: "number" }, by: { type: "object", properties: {} } },
};

describe("a registered type of event", () => {
  it("tells workflows the fields of its data, over a restart", async () => {
    const call = await test().client("builder");
    const params = { name: "shop/order:paid" };
    const body = { category: "Shop", description: "An order was paid.", schema };
    const stored = await call(setEventType, { params, body });
    expect(stored).toEqual({
      ...params,
      ...body,
      sample: null,
      learnt: false,
      activeWorkflows: 0,
      lastSeenAt: null,
    });
    await test().restart();
    const after = await test().client("builder");
    expect(await found(after, params.name)).toEqual(stored);
    expect(await told(after, params.name, "trigger.total")).toEqual([]);
    expect(await told(after, params.name, "trigger.totl")).toEqual([
      "warning unlikely_field Did you mean “total”?",
    ]);
    expect(await told(after, "shop/order:piad", "trigger.x")).toEqual([
      "warning unknown_event_type Did you mean “shop/order:paid”?",
    ]);
    await after(deleteEventType, { params });
    expect(await found(after, params.name)).toBeUndefined();
    await test().restart();
    expect(await found(await test().client(), params.name)).toBeUndefined();
  });

  it("keeps what it says when an event comes, and counts who listens", async () => {
    const call = await test().client();
    const params = { name: "kept.type" };
    await call(setEventType, { params, body: { sample: { a: 1 } } });
    await deploy(call, listening(params.name, [output(1)]));
    await call(sendEvents, { body: { type: params.name, data: { b: 2 } } });
    expect(await found(call, params.name)).toMatchObject({
      sample: { a: 1 },
      learnt: false,
      activeWorkflows: 1,
      lastSeenAt: expect.stringMatching(/^20/),
    });
  });

  it("is listed by name, a page at a time", async () => {
    const call = await test().client();
    for (const name of ["p.3", "p.1", "p.2"])
      await call(setEventType, { params: { name }, body: {} });
    const first = await call(listEventTypes, { query: { limit: "2", cursor: "p" } });
    expect(first.items.map(({ name }) => name)).toEqual(["p.1", "p.2"]);
    const rest = await call(listEventTypes, { query: { limit: "2", cursor: "p.2" } });
    expect(rest.items[0]?.name).toBe("p.3");
    expect(rest.nextCursor).toBeNull();
  });
});

describe("a type of event that comes", () => {
  it("is learnt: its first data is the sample, over a restart", async () => {
    const call = await test().client();
    const body = [
      { type: "came.first", data: { total: 5, by: null } },
      { type: "came.first", data: { other: 6 } },
    ];
    await call(sendEvents, { body });
    await test().restart();
    const after = await test().client();
    expect(await found(after, "came.first")).toMatchObject({
      sample: { total: 5, by: null },
      schema: null,
      learnt: true,
      lastSeenAt: expect.stringMatching(/^20/),
    });
    expect(await told(after, "came.first", "trigger.totl")).toEqual([
      "warning unlikely_field Did you mean “total”?",
    ]);
    const definition = listening("came.first", []) as never;
    const { id } = await after(createWorkflow, { body: { definition } });
    const query = { at: "$end" };
    const { items } = await after(listVariables, { params: { id }, query });
    expect(items.find(({ path }) => path === "trigger")?.children?.length).toBeGreaterThan(0);
  });

  it("is learnt without its data where that is large or confidential", async () => {
    const call = await test().client();
    await call(sendEvents, { body: { type: "large.data", data: { text: "x".repeat(70_000) } } });
    expect(await found(call, "large.data")).toMatchObject({ sample: null, learnt: true });
    await deploy(call, listening("hidden.data", [], { confidential: true }));
    await call(sendEvents, { body: { type: "hidden.data", data: { card: "4242" } } });
    expect(await found(call, "hidden.data")).toMatchObject({ sample: null, learnt: true });
  });

  it("loses its data when a confidential workflow begins to listen", async () => {
    const call = await test().client();
    await call(sendEvents, { body: { type: "later.hidden", data: { card: "4242" } } });
    expect(await found(call, "later.hidden")).toMatchObject({ sample: { card: "4242" } });
    await deploy(call, listening("later.hidden", [], { confidential: true }));
    expect(await found(call, "later.hidden")).toMatchObject({ sample: null });
    await test().restart();
    expect(await found(await test().client(), "later.hidden")).toMatchObject({ sample: null });
  });

  it("is learnt from an emitted event, and no more than a thousand are", async () => {
    const call = await test().client();
    const step = {
      id: "emit",
      type: "emit_event",
      config: { type: "was.emitted", data: { a: 1 } },
    };
    await deploy(call, listening("emit.now", [step]));
    await call(sendEvents, { body: { type: "emit.now" } });
    while (!(await found(call, "was.emitted"))) await sleep(10);
    const body = Array.from({ length: 1000 }, (_, n) => ({ type: `many.${n}` }));
    await call(sendEvents, { body });
    const known = test().environment().eventTypes.all();
    expect(known.filter(({ isLearnt }) => isLearnt)).toHaveLength(1000);
  });
});
