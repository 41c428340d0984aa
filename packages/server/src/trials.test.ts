import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import {
  createWorkflow,
  fullPath,
  hindcastWorkflow,
  listEvents,
  replaceDraft,
  sendEvents,
  startRun,
  testStep,
  testWorkflow,
} from "@stepwell/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import {
  calculate,
  delay,
  failing,
  manual,
  output,
  post,
  webhook,
} from "./sample-definitions.suite.ts";

const test = useTestServer();

/** The outside, which counts what reaches it. */
const requests: string[] = [];
const hanging = Promise.withResolvers<unknown[]>();
const sink = createServer((request, response) => {
  requests.push(request.url ?? "");
  if (request.url === "/silent") return hanging.resolve(once(response, "close"));
  response.setHeader("content-type", "application/json");
  return void response.end(JSON.stringify({ seen: requests.length }));
});
let sinkUrl = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  sinkUrl = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
});
afterAll(() => {
  sink.closeAllConnections();
  sink.close();
});

const listening = (type: string, when: object, steps: readonly object[]) => ({
  format: "stepwell/v1",
  name: type,
  trigger: { type: "event", config: { type }, when },
  steps,
});
const above = (operator: string) => ({ left: "{{ trigger.amount }}", operator, right: 100 });

describe("a hindcast", () => {
  it("of a moved boundary names exactly the events on it, and nothing reaches the outside", async () => {
    const call = await test().client();
    const steps = [post("tell", `${sinkUrl}/tell`), output("{{ steps.tell.body.seen }}")];
    const { id } = await deploy(call, listening("paid", above("greater_than"), steps));
    const amounts = [99, 100, 101, 250, 100];
    const events = amounts.map((amount) => ({ type: "paid", data: { amount } }));
    const { items } = await call(sendEvents, { body: events as never });
    for (const { runs } of items) for (const run of runs) await endedRun(test(), call, run);
    const before = requests.length;
    const definition = listening("paid", above("greater_or_equal"), steps) as never;
    const ask = () => call(hindcastWorkflow, { params: { id }, body: { definition } });
    const report = await ask();
    expect(report).toMatchObject({
      events: 5,
      skipped: 0,
      classes: { identical: 2, would_start: 2, would_fail: 0 },
      answers: { recorded: 2, assumed: 2 },
    });
    const boundary = [1, 4].map((index) => items[index]?.eventId ?? "").toSorted();
    expect(report.runs.map(({ eventId }) => eventId).toSorted()).toEqual(boundary);
    expect(JSON.stringify(await ask())).toBe(JSON.stringify(report));
    expect(requests).toHaveLength(before);
  });

  it("of the draft finds what would be sent otherwise, and what would fail", async () => {
    const call = await test().client();
    const workflow = manual([post("tell", `${sinkUrl}/a`), output(1)]);
    const { id, draft } = await deploy(call, workflow);
    const { runId } = await call(startRun, { params: { id }, body: { input: {} } });
    await endedRun(test(), call, runId);
    const changed = manual([post("tell", `${sinkUrl}/b`), failing("no")]);
    await call(replaceDraft, {
      params: { id },
      body: { definition: changed as never, revision: draft.revision },
    });
    const { runs } = await call(hindcastWorkflow, { params: { id }, body: {} });
    expect(runs).toMatchObject([
      { runId, class: "would_fail", effects: { changed: [{ before: {}, after: {} }] } },
    ]);
    const same = await call(hindcastWorkflow, { params: { id }, body: { version: 1 } });
    expect(same.classes.identical).toBe(1);
  });

  it("leaves out what has not ended, and refuses what cannot be published", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([delay()]));
    await call(startRun, { params: { id }, body: {} });
    expect(await call(hindcastWorkflow, { params: { id }, body: {} })).toMatchObject({
      events: 0,
      skipped: 1,
    });
    const bad = manual([{ id: "x", type: "no_such_type", config: {} }]) as never;
    const refused = call(hindcastWorkflow, { params: { id }, body: { definition: bad } });
    expect(await refusal(refused)).toMatchObject({ code: "definition_has_errors" });
    const both = call(hindcastWorkflow, { params: { id }, body: { definition: bad, version: 1 } });
    expect(await refusal(both)).toMatchObject({ code: "invalid_input" });
    const none = call(hindcastWorkflow, { params: { id }, body: { version: 9 } });
    expect(await refusal(none)).toMatchObject({ code: "not_found" });
  });
});

describe("a test run", () => {
  it("simulates effects, skips waits, and shows every step", async () => {
    const call = await test().client();
    const steps = [delay(), post("tell", `${sinkUrl}/test`), calculate("sum", "trigger.n + 1")];
    const { id } = await deploy(call, manual([...steps, output("{{ steps.sum }}")]));
    const before = requests.length;
    const trial = await call(testWorkflow, { params: { id }, body: { sample: { n: 4 } } });
    expect(trial).toMatchObject({ status: "succeeded", output: 5, reason: null });
    expect(trial.effects).toMatchObject([{ stepId: "tell", source: "assumed" }]);
    expect(trial.stepRuns.map(({ stepId }) => stepId)).toEqual(["wait", "tell", "sum", "out"]);
    expect(requests).toHaveLength(before);
  });

  it("carries out the effects of the steps that are allowed, and of no others", async () => {
    const call = await test().client();
    const steps = [post("one", `${sinkUrl}/one`), post("two", `${sinkUrl}/two`)];
    const { id } = await deploy(call, manual(steps));
    requests.length = 0;
    const trial = await call(testWorkflow, { params: { id }, body: { allow: ["two"] } });
    expect(requests).toEqual(["/two"]);
    expect(trial.effects.map(({ source }) => source)).toEqual(["assumed", "performed"]);
  });

  it("sends an allowed event anew each time", async () => {
    const call = await test().client();
    const emit = { id: "tell", type: "emit_event", config: { type: "trial.told", data: { n: 1 } } };
    const { id } = await deploy(call, manual([emit]));
    for (const _time of [1, 2]) {
      const trial = await call(testWorkflow, { params: { id }, body: { allow: ["tell"] } });
      expect(trial.effects).toMatchObject([{ source: "performed" }]);
    }
    const body = { allow: true };
    await call(testStep, { params: { id, stepId: "tell" }, body });
    const { items } = await call(listEvents, { query: { type: "trial.told" } });
    expect(items).toHaveLength(3);
  });

  it("ends what it does once nobody waits for its answer", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([post("ask", `${sinkUrl}/silent`)]));
    const gone = new AbortController();
    const path = fullPath(testWorkflow).replace("{env}", "live").replace("{id}", id);
    const headers = {
      authorization: `Bearer ${await test().key()}`,
      "content-type": "application/json",
    };
    const body = JSON.stringify({ allow: ["ask"] });
    const sent = test().send(path, { method: "POST", headers, body, signal: gone.signal });
    const end = sent.catch((error: Error) => error.name);
    while (!requests.includes("/silent")) await setTimeout(5);
    gone.abort();
    expect(await end).toBe("AbortError");
    await hanging.promise;
  });

  it("takes a past event as it was", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([output("{{ trigger.n }}")]));
    const { runId } = await call(startRun, { params: { id }, body: { input: { n: 9 } } });
    const { event } = await endedRun(test(), call, runId);
    const trial = await call(testWorkflow, { params: { id }, body: { event: event.id } });
    expect(trial.output).toBe(9);
    const none = call(testWorkflow, { params: { id }, body: { event: "evt_none" } });
    expect(await refusal(none)).toMatchObject({ code: "not_found" });
  });

  it("reads the variables of a webhook from a sample that has none of them", async () => {
    const call = await test().client();
    const variables = [{ name: "order_id", from: "body", path: "order.id" }];
    const { id } = await deploy(call, webhook([output("{{ trigger.order_id }}")], { variables }));
    const sample = { body: { order: { id: "o_1" } }, query: {}, headers: {} };
    const trial = await call(testWorkflow, { params: { id }, body: { sample } });
    expect(trial.output).toBe("o_1");
  });

  it("says where it would wait for the outside", async () => {
    const call = await test().client();
    const wait = { id: "w", type: "wait_for_event", config: { type: "never" } };
    const { id } = await deploy(call, manual([wait]));
    const trial = await call(testWorkflow, { params: { id }, body: {} });
    expect(trial).toMatchObject({ status: "waiting", stepRuns: [{ status: "waiting" }] });
  });
});

describe("a step test", () => {
  it("runs one step with given variables", async () => {
    const call = await test().client();
    const loop = {
      id: "each",
      type: "loop",
      config: { over: [1] },
      branches: [{ id: "body", steps: [calculate("line", "scopes.each.item * steps.rate")] }],
    };
    const { id } = await deploy(call, manual([calculate("rate", "2"), loop]));
    const trial = await call(testStep, {
      params: { id, stepId: "line" },
      body: { variables: { steps: { rate: 10 }, scopes: { each: { item: 4 } } } },
    });
    expect(trial.stepRuns).toMatchObject([{ stepId: "line", output: 40 }]);
    const none = call(testStep, { params: { id, stepId: "none" }, body: {} });
    expect(await refusal(none)).toMatchObject({ code: "not_found" });
  });

  it("does not mind what is unfinished elsewhere, but what is wrong with the step itself", async () => {
    const call = await test().client();
    const empty = {
      id: "empty",
      type: "condition",
      config: { mode: "branches", if: { all: [] } },
      branches: [
        { id: "yes", steps: [calculate("inside", "1 + 1")] },
        { id: "no", steps: [calculate("wrong", "1 +")] },
      ],
    };
    const steps = [{ id: "later", type: "http", config: {} }, empty];
    const { id } = await call(createWorkflow, { body: { definition: manual(steps) as never } });
    const trial = await call(testStep, { params: { id, stepId: "inside" }, body: {} });
    expect(trial.stepRuns).toMatchObject([{ stepId: "inside", output: 2 }]);
    for (const stepId of ["wrong", "later", "empty"]) {
      const refused = await refusal(call(testStep, { params: { id, stepId }, body: {} }));
      expect(refused.code, stepId).toBe("definition_has_errors");
    }
  });

  it("shows the request of an action, and sends it only where that is allowed", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([post("tell", `${sinkUrl}/step`)]));
    requests.length = 0;
    const simulated = await call(testStep, { params: { id, stepId: "tell" }, body: {} });
    expect(simulated.effects).toMatchObject([{ request: { url: `${sinkUrl}/step` } }]);
    expect(requests).toEqual([]);
    const body = { allow: true };
    const performed = await call(testStep, { params: { id, stepId: "tell" }, body });
    expect(performed.stepRuns).toMatchObject([{ output: { status: 200, body: { seen: 1 } } }]);
  });
});

describe("a test of a workflow", () => {
  it("refuses to allow a step that is not there, and names the nearest", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([post("tell", `${sinkUrl}/allow`), output(1)]));
    requests.length = 0;
    const allowing = (allow: string[]) => call(testWorkflow, { params: { id }, body: { allow } });
    const problem = await refusal(allowing(["tell", "tel"]));
    expect(problem).toMatchObject({ status: 422, code: "invalid_input" });
    const message = "there is no step “tel”; did you mean “tell”?";
    expect(problem.errors).toEqual([{ path: "body.allow.1", code: "unknown_step", message }]);
    expect((await refusal(allowing(["zzz"]))).detail).toContain("there is no step “zzz”");
    expect(requests).toEqual([]);
    await allowing(["tell"]);
    expect(requests).toEqual(["/allow"]);
  });
});
