import {
  cancelRun,
  deactivateWorkflow,
  deleteRun,
  getEvent,
  getRun,
  listRuns,
  listStepRuns,
  publishWorkflow,
  replaceDraft,
  rerunRun,
  resumeRun,
  setLimits,
  startRun,
} from "@stepwell/api";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { calculate, delay, failing, manual, output, post } from "./sample-definitions.suite.ts";

const test = useTestServer();

/** An outside that does not answer, so that actions stay in flight. */
const silent = createServer();
let silentUrl = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

describe("starting a run by hand", () => {
  it("answers with its id at once", async () => {
    const call = await test().client("operator");
    const owner = await test().client();
    const { id } = await deploy(owner, manual([output("{{ trigger.n }}")]));
    const answer = await call(startRun, { params: { id }, body: { input: { n: 7 } } });
    expect(Object.keys(answer)).toEqual(["runId"]);
    const run = await endedRun(test(), call, answer.runId);
    expect(run).toMatchObject({ status: "succeeded", output: 7, number: 1, attempt: 1 });
    expect(run.event).toMatchObject({ data: { n: 7 } });
  });

  it("in sync mode answers with its output", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([output({ sum: 3 })], { mode: "sync" }));
    const answer = await call(startRun, { params: { id }, body: {} });
    expect(answer).toMatchObject({ status: "succeeded", output: { sum: 3 } });
  });

  it("in sync mode tells why it failed", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([failing("no stock")], { mode: "sync" }));
    const problem = await refusal(call(startRun, { params: { id }, body: {} }));
    expect(problem).toMatchObject({ status: 500, code: "run_failed" });
    expect(problem.detail).toContain("no stock");
  });

  it("checks the input against the workflow's form", async () => {
    const call = await test().client();
    const inputs = [
      { name: "customer", required: true },
      { name: "amount", type: "number" },
    ];
    const { id } = await deploy(call, manual([], { inputs }));
    const input = { amount: "ten", more: 1 };
    const problem = await refusal(call(startRun, { params: { id }, body: { input } }));
    expect(problem.errors?.map(({ path, code }) => [path, code])).toEqual([
      ["input.more", "unknown_field"],
      ["input.customer", "required"],
      ["input.amount", "invalid_type"],
    ]);
  });
});

describe("resuming a run with other input", () => {
  it("checks the input as the start does", async () => {
    const call = await test().client();
    const inputs = [{ name: "amount", type: "number" }];
    const { id } = await deploy(call, manual([failing("no")], { inputs }));
    const { runId } = await call(startRun, { params: { id }, body: { input: { amount: 1 } } });
    await endedRun(test(), call, runId);
    const issuesOf = async (input: never) => {
      const problem = await refusal(call(resumeRun, { params: { id: runId }, body: { input } }));
      return [problem.status, ...(problem.errors ?? []).map(({ path, code }) => [path, code])];
    };
    expect(await issuesOf({ amuont: 2 } as never)).toEqual([
      422,
      ["input.amuont", "unknown_field"],
    ]);
    expect(await issuesOf("two" as never)).toEqual([422, ["input", "invalid_input"]]);
  });
});

describe("lists of runs", () => {
  it("come newest first, by pages, and by workflow, status, version, time and text", async () => {
    const call = await test().client("viewer");
    const owner = await test().client();
    const { id } = await deploy(owner, manual([output(1)]));
    const start = async (word: string) =>
      (await owner(startRun, { params: { id }, body: { input: { word } } })).runId;
    const ids = [];
    for (const word of ["apple", "berry", "cherry"]) ids.unshift(await start(word));
    const body = { definition: manual([failing()]) as never, revision: 1 };
    await owner(replaceDraft, { params: { id }, body });
    await owner(publishWorkflow, { params: { id }, body: { activate: true } });
    ids.unshift(await start("date"));
    for (const one of ids) await endedRun(test(), call, one);

    const found = async (query: object) =>
      (await call(listRuns, { query: { workflow: id, ...query } })).items.map((run) => run.id);
    expect(await found({})).toEqual(ids);
    expect(await found({ status: "failed" })).toEqual(ids.slice(0, 1));
    expect(await found({ status: "failed, succeeded" })).toEqual(ids);
    expect(await found({ status: "canceled" })).toEqual([]);
    expect(await found({ version: 1 })).toEqual(ids.slice(1));
    expect(await found({ q: "berry" })).toEqual([ids[2]]);
    expect(await found({ q: ids[1] })).toEqual([ids[1]]);
    const { createdAt } = await call(getRun, { params: { id: ids[0] ?? "" } });
    const after = new Date(Date.parse(createdAt) + 1).toISOString();
    expect(await found({ to: after })).toEqual(ids);
    expect(await found({ from: after })).toEqual([]);

    const first = await call(listRuns, { query: { workflow: id, limit: 3 } });
    const cursor = first.nextCursor ?? "";
    const second = await call(listRuns, { query: { workflow: id, limit: 3, cursor } });
    expect([...first.items, ...second.items].map((run) => run.id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });

  it("say which statuses there are when a wrong one is asked for", async () => {
    const call = await test().client();
    const problem = await refusal(call(listRuns, { query: { status: "finished" } }));
    expect(problem.code).toBe("invalid_input");
    expect(problem.detail).toContain("succeeded");
  });
});

describe("a run", () => {
  it("shows each step run with what went in and came out", async () => {
    const call = await test().client();
    const steps = [calculate("double", "trigger.n * 2"), output("{{ steps.double }}")];
    const { id } = await deploy(call, manual(steps));
    const { runId } = await call(startRun, { params: { id }, body: { input: { n: 4 } } });
    const run = await endedRun(test(), call, runId);
    expect(run.stepRuns).toMatchObject([
      { stepId: "double", type: "calculate", path: "double", status: "succeeded", output: 8 },
      { stepId: "out", type: "output", status: "succeeded", input: { value: 8 }, output: 8 },
    ]);
    expect(run.stepRuns[0]?.startedAt).toBe(run.startedAt);
  });

  it("shows the error of the step that failed", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([calculate("broken", "1 / trigger.zero")]));
    const { runId } = await call(startRun, { params: { id }, body: { input: { zero: 0 } } });
    const run = await endedRun(test(), call, runId);
    expect(run).toMatchObject({ status: "failed", reason: "step_error" });
    expect(run.error).toMatchObject({ stepId: "broken" });
    expect(run.stepRuns[0]).toMatchObject({ status: "failed", error: { code: run.error?.code } });
  });

  it("with more step runs than one answer holds gives them by pages, and those of one step", async () => {
    const call = await test().client();
    const branches = [{ id: "body", steps: [calculate("line", "scopes.each.item * 2")] }];
    const loop = { id: "each", type: "loop", config: { over: "{{ trigger.list }}" }, branches };
    const { id } = await deploy(call, manual([loop, output(1)]));
    const list = Array.from({ length: 600 }, (_, index) => index);
    const { runId } = await call(startRun, { params: { id }, body: { input: { list } } });
    const run = await endedRun(test(), call, runId);
    expect([run.stepRuns.length, run.stepRunCount]).toEqual([500, 602]);
    const paths: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 200, cursor };
      const page = await call(listStepRuns, { params: { id: runId }, query });
      paths.push(...page.items.map(({ path }) => path));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(paths).size).toBe(602);
    const query = { step: "line", limit: 1 };
    const lines = await call(listStepRuns, { params: { id: runId }, query });
    expect(lines).toMatchObject({ items: [{ path: "each/0/line", output: 0 }], nextCursor: "1" });
    for (const wrong of ["-1", "x", "1e3", "", "603", "99999"]) {
      const asked = call(listStepRuns, { params: { id: runId }, query: { cursor: wrong } });
      expect((await refusal(asked)).code).toBe("invalid_cursor");
    }
    const atEnd = await call(listStepRuns, { params: { id: runId }, query: { cursor: "602" } });
    expect(atEnd).toEqual({ items: [], nextCursor: null });
  });
});

describe("running again", () => {
  it("makes a new run of the same event, linked both ways", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([output("one {{ trigger.n }}")]));
    const { runId } = await call(startRun, { params: { id }, body: { input: { n: 1 } } });
    const body = { definition: manual([output("two {{ trigger.n }}")]) as never, revision: 1 };
    await call(replaceDraft, { params: { id }, body });
    await call(publishWorkflow, { params: { id }, body: { activate: true } });
    const params = { id: runId };
    const again = await call(rerunRun, { params, body: {} });
    const chosen = await call(rerunRun, { params, body: { version: 1 } });
    const original = await endedRun(test(), call, runId);
    const newest = await endedRun(test(), call, again.runId);
    const old = await endedRun(test(), call, chosen.runId);
    expect([newest.output, old.output]).toEqual(["two 1", "one 1"]);
    expect([newest.version, old.version]).toEqual([2, 1]);
    for (const run of [newest, old])
      expect(run).toMatchObject({ rerunOf: runId, attempt: 2, eventId: original.eventId });
    expect(new Set(original.reruns)).toEqual(new Set([again.runId, chosen.runId]));
    const event = await call(getEvent, { params: { id: original.eventId } });
    expect(event.runs).toHaveLength(3);
  });

  it("is possible only while the workflow is active", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([]));
    const { runId } = await call(startRun, { params: { id }, body: {} });
    await call(deactivateWorkflow, { params: { id } });
    const problem = await refusal(call(rerunRun, { params: { id: runId }, body: {} }));
    expect(problem).toMatchObject({ status: 409, code: "not_active" });
  });

  it("is possible only within the window, which an admin can widen", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([]));
    const { runId } = await call(startRun, { params: { id }, body: {} });
    await endedRun(test(), call, runId);
    await call(setLimits, { body: { rerunDays: 0 } });
    const problem = await refusal(call(rerunRun, { params: { id: runId }, body: {} }));
    expect(problem).toMatchObject({ status: 409, code: "rerun_window_over" });
    expect(problem.detail).toMatch(/rerunDays \(0\).*Settings/);
    await call(setLimits, { body: { rerunDays: 30 } });
    await call(rerunRun, { params: { id: runId }, body: {} });
  });
});

describe("canceling a run", () => {
  it("that waits, that is queued, or whose action is in flight, ends it", async () => {
    const call = await test().client("operator");
    const owner = await test().client();
    const settings = { concurrency: { limit: 1 } };
    const slow = [post("slow", silentUrl)];
    const { id } = await deploy(owner, manual([delay()], {}, { settings }));
    const { id: busy } = await deploy(owner, manual(slow));
    const start = async (workflow: string) =>
      (await call(startRun, { params: { id: workflow }, body: {} })).runId;
    const waiting = await start(id);
    const queued = await start(id);
    const running = await start(busy);
    const statuses = [];
    for (const runId of [waiting, queued, running])
      statuses.push((await call(getRun, { params: { id: runId } })).status);
    expect(statuses).toEqual(["waiting", "queued", "running"]);
    for (const runId of [queued, waiting, running]) {
      const answer = await call(cancelRun, { params: { id: runId } });
      expect(answer).toMatchObject({ status: "canceled", reason: "canceled_by_user" });
      expect(await call(getRun, { params: { id: runId } })).toMatchObject(answer);
    }
  });

  it("that has ended, however, changes nothing", async () => {
    const call = await test().client();
    for (const [steps, status] of [
      [[output(1)], "succeeded"],
      [[failing()], "failed"],
    ] as const) {
      const { id } = await deploy(call, manual(steps));
      const { runId } = await call(startRun, { params: { id }, body: {} });
      const before = await endedRun(test(), call, runId);
      expect(before.status).toBe(status);
      const problem = await refusal(call(cancelRun, { params: { id: runId } }));
      expect(problem).toMatchObject({ status: 409, code: "already_ended" });
      expect(problem.detail).toContain(status);
      expect(await call(getRun, { params: { id: runId } })).toEqual(before);
    }
  });
});

describe("deleting a run", () => {
  it("is possible after its end only, and leaves nothing of it", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([delay()]));
    const { runId } = await call(startRun, { params: { id }, body: {} });
    const params = { id: runId };
    const problem = await refusal(call(deleteRun, { params }));
    expect(problem).toMatchObject({ status: 409, code: "run_not_ended" });
    await call(cancelRun, { params });
    expect(await call(deleteRun, { params })).toBeNull();
    expect((await refusal(call(getRun, { params }))).code).toBe("not_found");
    expect((await refusal(call(deleteRun, { params }))).code).toBe("not_found");
    expect((await call(listRuns, { query: { workflow: id } })).items).toEqual([]);
  });
});

describe("a raised limit", () => {
  it("counts for the next run of a workflow that was published before", async () => {
    const call = await test().client();
    const branches = [{ id: "body", steps: [calculate("x", "1")] }];
    const { id } = await deploy(
      call,
      manual([{ id: "each", type: "loop", config: { over: 5 }, branches }]),
    );
    const run = async () => {
      const { runId } = await call(startRun, { params: { id }, body: {} });
      return endedRun(test(), call, runId);
    };
    await call(setLimits, { body: { loopIterationsMax: 4 } });
    expect(await run()).toMatchObject({ status: "failed", reason: "limit" });
    await call(setLimits, { body: { loopIterationsMax: 5 } });
    expect((await run()).status).toBe("succeeded");
  });
});
