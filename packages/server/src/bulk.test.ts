import {
  bulkRuns,
  type Client,
  deactivateWorkflow,
  getRun,
  getWorkflow,
  listRuns,
  publishWorkflow,
  replaceDraft,
  setLimits,
  startRun,
} from "@stepwell/api";
import type { Host } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { delay, failing, manual, output } from "./sample-definitions.suite.ts";

const test = useTestServer();

/** A workflow with so many runs, the oldest first. */
async function runsOf(call: Client, steps: readonly object[], count: number) {
  const { id } = await deploy(call, manual(steps));
  const runIds: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const input = { number };
    runIds.push((await call(startRun, { params: { id }, body: { input } })).runId ?? "");
  }
  return { id, runIds };
}

async function all(call: Client, workflow: string, query: object = {}) {
  return (await call(listRuns, { query: { workflow, limit: 200, ...query } })).items;
}

describe("many runs at once", () => {
  it("run again in their order, each once, and never what came of the same request", async () => {
    const call = await test().client("operator");
    const { id, runIds } = await runsOf(await test().client(), [failing()], 70);
    for (const runId of runIds) await endedRun(test(), call, runId);
    const body = { action: "rerun", filter: { workflow: id, status: "failed" } } as const;
    expect(await call(bulkRuns, { body: { ...body, dryRun: true } })).toMatchObject({
      matched: 70,
      done: 0,
    });
    const nothingElse = { skipped: [], skippedCount: 0, more: 0, stopped: null };
    expect(await call(bulkRuns, { body })).toEqual({ matched: 70, done: 70, ...nothingElse });
    const again = (await all(call, id)).filter(({ rerunOf }) => rerunOf !== null);
    expect(again.map(({ rerunOf }) => rerunOf).toReversed()).toEqual(runIds);
    const once = {
      ...body,
      filter: { ...body.filter, to: again.at(-1)?.createdAt, hasRerun: false },
    };
    expect(await call(bulkRuns, { body: once })).toMatchObject({ matched: 0, done: 0 });
  });

  it("take no more than the limit, the newest, and say how many more there are", async () => {
    const call = await test().client();
    const { id, runIds } = await runsOf(call, [delay()], 7);
    const body = { action: "cancel", filter: { workflow: id }, limit: 3 } as const;
    expect(await call(bulkRuns, { body })).toMatchObject({ matched: 3, done: 3, more: 4 });
    const canceled = await all(call, id, { status: "canceled" });
    expect(canceled.map(({ id }) => id).toReversed()).toEqual(runIds.slice(4));
    expect(await call(bulkRuns, { body })).toMatchObject({ matched: 3, done: 3, more: 1 });
    const ids = [...runIds, ...runIds, "run_nobody"];
    const named = await call(bulkRuns, { body: { action: "cancel", ids, limit: 7 } });
    expect(named).toMatchObject({ matched: 7, done: 1, skippedCount: 6, more: 1 });
    expect(named.skipped[0]).toMatchObject({ runId: runIds[1], code: "already_ended" });
  });

  it("are deleted where they have ended; the others are told with the reason", async () => {
    const call = await test().client("admin");
    const open = await runsOf(call, [delay()], 2);
    const ended = await runsOf(call, [output(1)], 3);
    const ids = [...open.runIds, ...ended.runIds, "run_nobody"];
    const answer = await call(bulkRuns, { body: { action: "delete", ids } });
    expect(answer).toMatchObject({ matched: 6, done: 3, skippedCount: 3 });
    expect(answer.skipped.map(({ code }) => code)).toEqual([
      "run_not_ended",
      "run_not_ended",
      "not_found",
    ]);
    expect(await all(call, ended.id)).toEqual([]);
    const body = { action: "delete", filter: { workflow: open.id } } as const;
    expect(await call(bulkRuns, { body })).toMatchObject({ matched: 0, done: 0 });
    expect(await all(call, open.id)).toHaveLength(2);
  });

  it("are run again under the rules of one: workflow, version, age", async () => {
    const call = await test().client();
    const { id, runIds } = await runsOf(call, [output(1)], 2);
    const rerun = async (more: object = {}) => {
      const body = { action: "rerun", ids: runIds, ...more } as const;
      const { done, skipped } = await call(bulkRuns, { body });
      return [done, skipped[0]?.code];
    };
    expect(await rerun({ version: 2 })).toEqual([0, "not_found"]);
    await call(publishWorkflow, { params: { id }, body: {} });
    expect(await rerun({ version: 2 })).toEqual([2, undefined]);
    await call(setLimits, { body: { rerunDays: 0 } });
    expect(await rerun()).toEqual([0, "rerun_window_over"]);
    await call(setLimits, { body: { rerunDays: 30 } });
    await call(deactivateWorkflow, { params: { id } });
    expect(await rerun()).toEqual([0, "not_active"]);
  });

  it("are resumed, of their own version or of the active one, and not those that succeeded", async () => {
    const call = await test().client("builder");
    const { id, runIds } = await runsOf(call, [failing()], 3);
    for (const runId of runIds) await endedRun(test(), call, runId);
    const { draft } = await call(getWorkflow, { params: { id } });
    const mended = manual([output(1)]);
    await call(replaceDraft, {
      params: { id },
      body: { definition: mended as never, revision: draft.revision },
    });
    await call(publishWorkflow, { params: { id }, body: { activate: true } });
    const good = (await call(startRun, { params: { id }, body: { input: {} } })).runId ?? "";
    await endedRun(test(), call, good);
    const [first = "", second = "", third = ""] = runIds;
    const own = await call(bulkRuns, { body: { action: "resume", ids: [first, good] } });
    // As it ran it would fail again at once; and what has succeeded has nothing left.
    expect(own.done).toBe(0);
    expect(own.skipped.map(({ runId }) => runId)).toEqual([first, good]);
    const body = {
      action: "resume",
      version: "active",
      filter: { workflow: id, hasRerun: false, version: 1 },
    } as const;
    expect(await call(bulkRuns, { body: { ...body, dryRun: true } })).toMatchObject({ matched: 3 });
    const filter = { ...body.filter, to: (await call(getRun, { params: { id: good } })).createdAt };
    expect(await call(bulkRuns, { body: { ...body, filter } })).toMatchObject({
      matched: 3,
      done: 3,
    });
    expect(await call(bulkRuns, { body: { ...body, filter } })).toMatchObject({ matched: 0 });
    const listed = await all(call, id, { version: 1 });
    const newest = (await all(call, id, { version: 2 })).map(({ number }) => number);
    expect(listed.map(({ followedBy }) => followedBy)).toEqual(newest.slice(0, 3));
    const made = (await all(call, id)).filter(({ rerunOf }) => rerunOf !== null);
    expect(made.map(({ rerunOf, version }) => [rerunOf, version]).toReversed()).toEqual([
      [first, 2],
      [second, 2],
      [third, 2],
    ]);
    const waiting = await runsOf(call, [delay()], 2);
    const ofWaiting = { filter: { workflow: waiting.id } };
    expect(await call(bulkRuns, { body: { action: "resume", ...ofWaiting } })).toMatchObject({
      matched: 0,
    });
    await call(bulkRuns, { body: { action: "cancel", ...ofWaiting } });
    expect(await call(bulkRuns, { body: { action: "resume", ...ofWaiting } })).toMatchObject({
      matched: 2,
      done: 2,
    });
    await call(deactivateWorkflow, { params: { id } });
    const none = await call(bulkRuns, { body: { ...body, filter: undefined, ids: [first] } });
    expect(none).toMatchObject({ done: 0, skipped: [{ code: "not_active" }] });
  });

  it("stop where the server is busy, with what was done", async () => {
    const call = await test().client();
    const { runIds } = await runsOf(call, [output(1)], 120);
    const { host } = test().environment();
    const usual = host.rerun;
    let left = 70;
    const busy: Host["rerun"] = async (order) => {
      left -= 1;
      return left >= 0
        ? usual(order)
        : { kind: "overload", why: "server_busy", retryAfterMs: 1500 };
    };
    Object.assign(host, { rerun: busy });
    try {
      const answer = await call(bulkRuns, { body: { action: "rerun", ids: runIds } });
      expect(answer).toMatchObject({ matched: 120, done: 70, skippedCount: 0 });
      expect(answer.stopped).toMatchObject({ code: "server_busy", retryAfterSeconds: 2 });
    } finally {
      Object.assign(host, { rerun: usual });
    }
  });

  it("are not deleted by who may only cancel them", async () => {
    const call = await test().client();
    const { runIds } = await runsOf(call, [output(1)], 1);
    const operator = await test().client("operator");
    const body = { action: "delete", ids: runIds } as const;
    expect(await refusal(operator(bulkRuns, { body }))).toMatchObject({ code: "forbidden" });
    expect((await call(getRun, { params: { id: runIds[0] ?? "" } })).id).toBe(runIds[0]);
  });

  it("leave others their turn", async () => {
    const call = await test().client();
    const { id } = await runsOf(call, [delay()], 150);
    let longestMs = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 1);
    await call(bulkRuns, { body: { action: "cancel", filter: { workflow: id } } });
    clearInterval(timer);
    expect(longestMs).toBeLessThan(250);
  });
});
