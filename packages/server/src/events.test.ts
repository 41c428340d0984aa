import { getEvent, listEvents, sendEvents } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { expectProblem, refusal } from "./checked-client.suite.ts";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { onEvent, output } from "./sample-definitions.suite.ts";

const test = useTestServer();

/** Sends CloudEvents as other systems do: without our client. */
async function sendRaw(headers: Record<string, string>, body: unknown) {
  const key = await test().key({ role: "operator" });
  const response = await test().send("/api/v1/live/events", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify(body),
  });
  return { response, answer: (await response.json()) as { items: { eventId: string }[] } };
}

describe("sending events", () => {
  it("takes one, and starts the workflows that listen", async () => {
    const call = await test().client("operator");
    const owner = await test().client();
    const { id } = await deploy(owner, onEvent("order.paid", [output("{{ trigger.n }}")]));
    const body = {
      type: "order.paid",
      data: { n: 1 },
      source: "shop",
      time: "2026-11-21T10:00:00Z",
    };
    const { items } = await call(sendEvents, { body });
    expect(items).toMatchObject([{ duplicate: false, runs: [expect.stringMatching(/^run_/)] }]);
    const event = await call(getEvent, { params: { id: items[0]?.eventId ?? "" } });
    expect(event).toMatchObject({ type: "order.paid", source: "shop", data: { n: 1 } });
    expect(event.time).toBe("2026-11-21T10:00:00.000Z");
    expect(event.decisions).toMatchObject([{ workflowId: id, outcome: "started" }]);
    expect(event.runs).toMatchObject([{ id: items[0]?.runs[0], workflowId: id }]);
  });

  it("without a source says that it came from the key, without a time that it is now", async () => {
    const call = await test().client();
    const { items } = await call(sendEvents, { body: { type: "plain" } });
    const event = await call(getEvent, { params: { id: items[0]?.eventId ?? "" } });
    expect(event.source).toMatch(/^key\/key_/);
    expect(event.time).toBe(event.receivedAt);
    expect(event.data).toEqual({});
  });

  it("takes a list, in its order", async () => {
    const call = await test().client();
    const body = Array.from({ length: 1000 }, (_, n) => ({ type: "many", data: { n } }));
    const { items } = await call(sendEvents, { body });
    expect(items).toHaveLength(1000);
    const last = await call(getEvent, { params: { id: items[999]?.eventId ?? "" } });
    expect(last.data).toEqual({ n: 999 });
  });

  it("takes a list as a whole, or nothing of it, and names the wrong one", async () => {
    const call = await test().client();
    const body = [{ type: "half" }, { type: "half" }, { typo: "half" }];
    const problem = await refusal(call(sendEvents, { body }));
    expect(problem.errors?.map(({ path }) => path)).toContain("body.2.type");
    expect((await call(listEvents, { query: { type: "half" } })).items).toEqual([]);
    for (const wrong of [[], Array.from({ length: 1001 }, () => ({ type: "half" }))])
      expect((await refusal(call(sendEvents, { body: wrong }))).code).toBe("invalid_input");
  });
});

describe("the id of an event", () => {
  it("with its source makes it one event, however often it is sent", async () => {
    const call = await test().client();
    await deploy(call, onEvent("once", []));
    const body = { type: "once", id: "e1", source: "shop" };
    const sent = await Promise.all(Array.from({ length: 50 }, () => call(sendEvents, { body })));
    const items = sent.flatMap((answer) => answer.items);
    expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(1);
    expect(items.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    const runs = new Set(items.flatMap((item) => item.runs));
    expect(runs.size).toBe(1);
    const event = await call(getEvent, { params: { id: items[0]?.eventId ?? "" } });
    expect(event.runs).toHaveLength(1);
  });

  it("of another source is another event", async () => {
    const call = await test().client();
    const first = await call(sendEvents, { body: { type: "t", id: "e1", source: "a" } });
    const second = await call(sendEvents, { body: { type: "t", id: "e1", source: "b" } });
    expect(second.items[0]).toMatchObject({ duplicate: false });
    expect(second.items[0]?.eventId).not.toBe(first.items[0]?.eventId);
  });

  it("twice in one list is one event", async () => {
    const call = await test().client();
    const body = [1, 2].map(() => ({ type: "twin", id: "t1", source: "shop" }));
    const { items } = await call(sendEvents, { body });
    expect(items.map(({ duplicate }) => duplicate)).toEqual([false, true]);
    expect(items[0]?.eventId).toBe(items[1]?.eventId);
  });

  it("is remembered over a restart", async () => {
    const body = { type: "kept", id: "k1", source: "shop" };
    const first = await (await test().client())(sendEvents, { body });
    await test().restart();
    const second = await (await test().client())(sendEvents, { body });
    expect(second.items).toEqual([{ ...first.items[0], duplicate: true }]);
  });
});

describe("decisions", () => {
  it("say why a workflow was not started", async () => {
    const call = await test().client();
    const when = { left: "{{ trigger.total }}", operator: "greater_than", right: 100 };
    const { id } = await deploy(call, onEvent("cart", [], { when }));
    const outcomes = [];
    for (const total of [50, 150]) {
      const { items } = await call(sendEvents, { body: { type: "cart", data: { total } } });
      const event = await call(getEvent, { params: { id: items[0]?.eventId ?? "" } });
      outcomes.push(...event.decisions);
      expect(event.runs).toHaveLength(total === 150 ? 1 : 0);
    }
    expect(outcomes).toMatchObject([
      { workflowId: id, outcome: "condition_not_met", detail: expect.stringContaining("not met") },
      { workflowId: id, outcome: "started", runId: expect.stringMatching(/^run_/) },
    ]);
  });
});

describe("CloudEvents", () => {
  const attributes = { type: "io.example.paid", source: "/shop", id: "ce-1" };

  it("in structured form have their attributes in the body", async () => {
    const body = { specversion: "1.0", ...attributes, subject: "x", data: { n: 1 } };
    const type = { "content-type": "application/cloudevents+json; charset=utf-8" };
    const { response, answer } = await sendRaw(type, body);
    expect(response.status).toBe(202);
    const call = await test().client();
    const event = await call(getEvent, { params: { id: answer.items[0]?.eventId ?? "" } });
    expect(event).toMatchObject({ type: "io.example.paid", source: "/shop", data: { n: 1 } });
  });

  it("in binary form have them in headers; it is the same event", async () => {
    const headers = {
      "content-type": "application/json",
      "ce-specversion": "1.0",
      "ce-type": "io.example.paid",
      "ce-source": "%2Fshop",
      "ce-id": "ce-2",
      "ce-time": "2026-11-21T10:00:00+01:00",
    };
    const { response, answer } = await sendRaw(headers, { n: 2 });
    expect(response.status).toBe(202);
    const call = await test().client();
    const event = await call(getEvent, { params: { id: answer.items[0]?.eventId ?? "" } });
    expect(event).toMatchObject({ source: "/shop", data: { n: 2 } });
    expect(event.time).toBe("2026-11-21T09:00:00.000Z");
    const again = await sendRaw(headers, { n: 2 });
    expect(again.answer.items).toMatchObject([{ duplicate: true, eventId: event.id }]);
    const structured = { specversion: "1.0", ...attributes, id: "ce-2" };
    const type = { "content-type": "application/cloudevents+json" };
    const other = await sendRaw(type, structured);
    expect(other.answer.items).toMatchObject([{ duplicate: true, eventId: event.id }]);
  });

  it("in batches are a list", async () => {
    const batch = ["b1", "b2"].map((id) => ({ specversion: "1.0", ...attributes, id }));
    const type = { "content-type": "application/cloudevents-batch+json" };
    const { answer } = await sendRaw(type, batch);
    expect(answer.items).toHaveLength(2);
  });

  it.each([
    ["without an id", { specversion: "1.0", type: "t", source: "s" }],
    ["without a source", { specversion: "1.0", type: "t", id: "i" }],
    ["of another version", { specversion: "0.3", ...attributes }],
    ["with binary data", { specversion: "1.0", ...attributes, data_base64: "AA==" }],
    ["with a time that is none", { specversion: "1.0", ...attributes, time: "yesterday" }],
  ])("%s are refused", async (_name, body) => {
    const type = { "content-type": "application/cloudevents+json" };
    const { response, answer } = await sendRaw(type, body);
    expectProblem(response, answer as never);
    expect(answer).toMatchObject({ code: "invalid_input" });
  });
});

describe("lists of events", () => {
  it("come newest first, by pages, and by type, time and text", async () => {
    const call = await test().client("viewer");
    const owner = await test().client();
    const ids: string[] = [];
    for (const word of ["plum", "pear", "fig"]) {
      const { items } = await owner(sendEvents, { body: { type: "fruit", data: { word } } });
      ids.unshift(items[0]?.eventId ?? "");
    }
    const found = async (query: object) =>
      (await call(listEvents, { query: { type: "fruit", ...query } })).items.map(({ id }) => id);
    expect(await found({})).toEqual(ids);
    expect(await found({ q: "pear" })).toEqual([ids[1]]);
    const { receivedAt } = await call(getEvent, { params: { id: ids[0] ?? "" } });
    const after = new Date(Date.parse(receivedAt) + 1).toISOString();
    expect(await found({ from: after })).toEqual([]);
    expect(await found({ to: after })).toEqual(ids);
    const first = await call(listEvents, { query: { type: "fruit", limit: 2 } });
    const cursor = first.nextCursor ?? "";
    const second = await call(listEvents, { query: { type: "fruit", limit: 2, cursor } });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });
});

describe("events of a workflow", () => {
  it("are those that it has decided on, whether a run came of it or not", async () => {
    const call = await test().client();
    const type = "filtered.type";
    const when = { left: "{{ trigger.n }}", operator: "greater_than", right: 1 };
    const { id } = await deploy(call, onEvent(type, [], { when }));
    const sent = [1, 2].map((n) => ({ type, source: "till", data: { n } }));
    const { items } = await call(sendEvents, { body: sent });
    const [low, high] = items.map(({ eventId }) => eventId);
    const idsOf = async (query: object) =>
      (await call(listEvents, { query })).items.map((one) => one.id);
    expect(await idsOf({ workflow: id })).toEqual([high, low]);
    expect(await idsOf({ workflow: id, started: true })).toEqual([high]);
    expect(await idsOf({ workflow: id, started: false })).toEqual([low]);
    expect(await idsOf({ type, source: "till", started: true })).toEqual([high]);
    expect(await idsOf({ source: "nowhere" })).toEqual([]);
  });
});

describe("a search of many events", () => {
  it("says how far it has come, and goes on from there", async () => {
    const call = await test().client();
    const send = (count: number, data: { n: string }) =>
      call(sendEvents, { body: Array.from({ length: count }, () => ({ type: "hay", data })) });
    await send(1, { n: "the needle" });
    for (let sent = 0; sent < 10_000; sent += 1000) await send(1000, { n: "hay" });
    const first = await call(listEvents, { query: { q: "the needle" } });
    expect(first.items).toEqual([]);
    expect(Date.parse(first.searchedBackTo ?? "")).toBeLessThanOrEqual(Date.now());
    const cursor = first.nextCursor ?? "";
    const second = await call(listEvents, { query: { q: "the needle", cursor } });
    expect(second.items).toHaveLength(1);
    expect(second.searchedBackTo).toBeUndefined();
  });
});
