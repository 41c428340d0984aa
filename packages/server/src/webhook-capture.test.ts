import {
  createWorkflow,
  deactivateWorkflow,
  keepSample,
  lastRequest,
  listAudit,
  listRefusedWebhooks,
  listSamples,
  listVariables,
  publishWorkflow,
  replaceDraft,
  setSecret,
  readCapture,
  startCapture,
  stopCapture,
} from "@stepwell/api";
import { describe, expect, it, vi } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { useTestServer } from "./open-test-server.suite.ts";
import { manual, output, webhook } from "./sample-definitions.suite.ts";
import { deliver, problemOf, useWebhooks } from "./webhook-delivery.suite.ts";

const test = useTestServer();
const { hookOf, runsOf } = useWebhooks(test);

async function draft(definition: object = webhook([output(1)])) {
  const call = await test().client("builder");
  const { id, trigger } = await call(createWorkflow, { body: { definition: definition as never } });
  const params = { id };
  const last = () => call(lastRequest, { params });
  return { call, id, params, url: trigger.url ?? "", last };
}

describe("waiting for the next request of a webhook", () => {
  it("takes one of a workflow that was never published, and starts nothing", async () => {
    const { call, id, params, url, last } = await draft();
    expect((await problemOf(await deliver(url))).code).toBe("not_found");
    const { until } = await call(startCapture, { params });
    expect((await last()).listeningUntil).toBe(until);
    const answer = await deliver(`${url}?page=2`, { order: { id: "o_1" } }, { "x-shop": "north" });
    expect([answer.status, await answer.json()]).toMatchObject([200, { captured: true }]);
    const { data, listeningUntil, variables } = await last();
    expect(data).toMatchObject({
      body: { order: { id: "o_1" } },
      query: { page: "2" },
      headers: { "x-shop": "north" },
    });
    expect(variables.map(({ path }) => path)).toContain("order.id");
    expect(listeningUntil).toBeNull();
    expect(await runsOf(id)).toEqual([]);
    expect((await problemOf(await deliver(url))).code).toBe("not_found");
  });

  it("gives values to variables that are made of it", async () => {
    const { call, params, url } = await draft();
    await call(startCapture, { params });
    await deliver(`${url}?page=2`, { order: { id: "o_1" } });
    const variables = [{ name: "order_id", from: "body", path: "order.id" }];
    const body = { definition: webhook([output(1)], { variables }) as never, revision: 1 };
    await call(replaceDraft, { params, body });
    const { items } = await call(listVariables, { params, query: { at: "$end" } });
    const trigger = items.find(({ path }) => path === "trigger");
    expect(trigger?.children?.[0]).toMatchObject({ path: "trigger.order_id", sample: "o_1" });
  });

  it("takes one of a workflow that is off by now", async () => {
    const { id, url } = await hookOf(webhook([output(1)]));
    const call = await test().client();
    await call(deactivateWorkflow, { params: { id } });
    await call(startCapture, { params: { id } });
    expect(await (await deliver(url, { n: 1 })).json()).toMatchObject({ captured: true });
    expect(await runsOf(id)).toEqual([]);
  });

  it("ends with the request of an active one, which starts its run as always", async () => {
    const { id, url } = await hookOf(webhook([output(1)]));
    const call = await test().client();
    await call(startCapture, { params: { id } });
    expect(await (await deliver(url, { n: 1 })).text()).toBe("ok");
    expect(await runsOf(id)).toHaveLength(1);
    expect(await call(lastRequest, { params: { id } })).toMatchObject({ listeningUntil: null });
  });

  it("ends when it is stopped, and after its time", async () => {
    const { call, id, params, url, last } = await draft();
    await call(startCapture, { params });
    await call(stopCapture, { params });
    expect((await problemOf(await deliver(url))).code).toBe("not_found");
    const { hooks } = test().environment();
    hooks.listen(id, Date.now() - 1);
    expect((await problemOf(await deliver(url))).code).toBe("not_found");
    expect((await last()).listeningUntil).toBeNull();
  });

  it("knows the sender as the draft says, tells who was refused, and waits on", async () => {
    const auth = { kind: "basic", username: "anna", password: "{{ secrets.hook }}" };
    const variables = [{ name: "amount", from: "body", path: "order.amount", required: true }];
    const { call, id, params, url, last } = await draft(webhook([output(1)], { auth, variables }));
    const owner = await test().client();
    await owner(setSecret, { params: { name: "hook" }, body: { value: "pass-word" } });
    await call(startCapture, { params });
    expect((await deliver(url)).status).toBe(401);
    expect((await fetch(url)).status).toBe(405);
    const { items } = await call(listRefusedWebhooks, { query: { workflow: id } });
    expect(items.map(({ code }) => code)).toEqual(["method_not_allowed", "unauthorized"]);
    expect(await last()).toMatchObject({ receivedAt: null });
    const authorization = `Basic ${Buffer.from("anna:pass-word").toString("base64")}`;
    const answer = await deliver(url, {}, { authorization });
    expect(await answer.json()).toMatchObject({ captured: true });
    expect(JSON.stringify((await last()).data)).not.toContain(authorization.slice(6));
  });

  it("keeps what came to a confidential draft hidden when the draft is opened again", async () => {
    const secret = webhook([output(1)], {}, { settings: { confidential: true } });
    const { call, params, url } = await draft(secret);
    const viewer = await test().client("viewer");
    await call(startCapture, { params });
    await deliver(url, { patient: "s3cr3t" });
    const open = { definition: webhook([output(1)]) as never, revision: 1 };
    await call(replaceDraft, { params, body: open });
    expect(await viewer(lastRequest, { params })).toMatchObject({
      confidential: true,
      data: { hidden: true },
      variables: [],
    });
    const picked = await viewer(listVariables, { params, query: { at: "$end" } });
    expect(JSON.stringify(picked)).not.toContain("s3cr3t");
    expect(JSON.stringify(await call(lastRequest, { params }))).toContain("s3cr3t");
    await call(startCapture, { params });
    await deliver(url, { patient: "nobody" });
    expect(JSON.stringify(await viewer(lastRequest, { params }))).toContain("nobody");
  });

  it("forgets what came, and waits no longer, when the draft becomes confidential", async () => {
    const { call, id, params, url, last } = await draft();
    await call(startCapture, { params });
    await deliver(url, { patient: "s3cr3t" });
    await call(keepSample, { params: { id, place: "$trigger" }, body: { value: "kept" } });
    await call(startCapture, { params });
    // Forgotten first: nothing lies open, even where the draft cannot be written.
    const { store } = test().environment();
    const write = vi.spyOn(store, "updateWorkflow").mockRejectedValueOnce(new Error("no disk"));
    const secret = webhook([output(1)], {}, { settings: { confidential: true } });
    const body = { definition: secret as never, revision: 1 };
    await refusal(call(replaceDraft, { params, body }));
    write.mockRestore();
    expect(await last()).toMatchObject({ receivedAt: null, listeningUntil: null });
    expect((await call(listSamples, { params: { id } })).items).toEqual([]);
  });

  it("takes one of many that come at once; the others are told that nobody listens", async () => {
    const { call, params, url } = await draft();
    await call(startCapture, { params });
    const { store } = test().environment();
    const read = store.workflow;
    const reads = vi.spyOn(store, "workflow").mockImplementation(async (workflowId) => {
      const row = await read(workflowId);
      // Until all are there.
      await new Promise((resolve) => setTimeout(resolve, 100));
      return row;
    });
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => deliver(url, { n })));
    reads.mockRestore();
    const statuses = answers.map(({ status }) => status).toSorted((left, right) => left - right);
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404]);
  });

  it("starts the run of a request while which the workflow is published", async () => {
    const { call, id, params, url } = await draft();
    await call(startCapture, { params });
    const { store } = test().environment();
    const read = store.workflow;
    // The request reads the draft; meanwhile somebody publishes.
    const reads = vi.spyOn(store, "workflow").mockImplementationOnce(async (workflowId) => {
      const row = await read(workflowId);
      await call(publishWorkflow, { params, body: { activate: true } });
      return row;
    });
    expect(await (await deliver(url, { n: 1 })).text()).toBe("ok");
    reads.mockRestore();
    expect(await runsOf(id)).toHaveLength(1);
  });

  it("is asked about as often as one likes: only a look at what came is noted", async () => {
    const secret = webhook([output(1)], {}, { settings: { confidential: true } });
    const { call, id, params, url } = await draft(secret);
    const owner = await test().client();
    const looks = async (): Promise<number> => {
      const { items } = await owner(listAudit, { query: { limit: 200 } });
      return items.filter(
        ({ objectId, operation }) => objectId === id && operation !== "workflows.start_capture",
      ).length;
    };
    const { until, receivedAt } = await call(startCapture, { params });
    expect(receivedAt).toBeNull();
    const waiting = { listeningUntil: until, receivedAt: null };
    const before = await looks();
    for (let asked = 0; asked < 5; asked++)
      expect(await call(readCapture, { params })).toEqual(waiting);
    await deliver(url, { patient: "s3cr3t" });
    const came = await call(readCapture, { params });
    expect(came).toEqual({ listeningUntil: null, receivedAt: expect.any(String) });
    expect(await looks()).toBe(before);
    await call(lastRequest, { params });
    expect(await looks()).toBe(before + 1);
    expect((await call(startCapture, { params })).receivedAt).toBe(came.receivedAt);
  });

  it("is refused where the draft has no webhook", async () => {
    const { call, params } = await draft(manual([]));
    expect(await refusal(call(startCapture, { params }))).toMatchObject({ code: "invalid_input" });
  });
});
