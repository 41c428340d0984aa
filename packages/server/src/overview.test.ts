import {
  type Client,
  deleteRun,
  getOverview,
  listWorkflows,
  type Role,
  setLimits,
  startRun,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { deploy, endedRun, openTestServer, useTestServer } from "./open-test-server.suite.ts";
import { delay, failing, manual, output } from "./sample-definitions.suite.ts";

const test = useTestServer();
const hourMs = 3_600_000;

async function endedRuns(call: Client, id: string, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const { runId } = await call(startRun, { params: { id }, body: { input: {} } });
    ids.push((await endedRun(test(), call, runId)).id);
  }
  return ids;
}

describe("the overview", () => {
  it("counts ended runs by outcome and time, open ones, and the workflows that fail", async () => {
    const call = await test().client("owner", "sandbox");
    const good = await deploy(call, manual([output(1)]));
    const bad = await deploy(call, { ...manual([failing("it broke")]), name: "Bad" });
    const waiting = await deploy(call, manual([delay("rest", 1, "hours")]));
    await endedRuns(call, good.id, 3);
    const [, last = ""] = await endedRuns(call, bad.id, 2);
    await call(startRun, { params: { id: waiting.id }, body: { input: {} } });
    await expect
      .poll(async () => (await call(getOverview, { query: { days: "1" } })).waiting)
      .toBe(1);
    const day = await call(getOverview, { query: { days: "1" } });
    expect(day).toMatchObject({ bucket: "hour", running: 0, waiting: 1, queued: 0 });
    expect(day.runs).toHaveLength(24);
    const sum = (name: "succeeded" | "failed") => day.runs.reduce((all, one) => all + one[name], 0);
    expect([sum("succeeded"), sum("failed")]).toEqual([3, 2]);
    expect(day.runs[0]?.start).toBe(day.from);
    const lastStart = Date.parse(day.runs.at(-1)?.start ?? "");
    expect(Date.parse(day.to) - lastStart).toBeLessThan(hourMs);
    expect(day.failing).toEqual([
      {
        workflowId: bad.id,
        name: "Bad",
        failed: 2,
        ended: 2,
        lastFailureRunId: last,
        lastMessage: "it broke",
      },
    ]);
    expect(day.workflows).toEqual({ active: 3, total: 3, limitActive: 1000, limitTotal: 1000 });
  });

  it("has a row for each day, and keeps the figures of runs that were deleted", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([failing("gone")]));
    const [runId = ""] = await endedRuns(call, id, 1);
    await call(deleteRun, { params: { id: runId } });
    const month = await call(getOverview, { query: { days: "30" } });
    expect([month.bucket, month.runs.length]).toEqual(["day", 30]);
    expect(month.runs.every(({ start }) => start.endsWith("T00:00:00.000Z"))).toBe(true);
    expect(month.failing).toMatchObject([{ workflowId: id, failed: 1, lastFailureRunId: null }]);
    expect((await call(getOverview, { query: {} })).runs).toHaveLength(7);
  });

  it("names at most ten workflows, the most failures first, and no message to whom it is hidden", async () => {
    const own = await openTestServer();
    try {
      const call = await own.client();
      await call(setLimits, { body: { workflowsMax: 100, activeWorkflowsMax: 100 } });
      for (let number = 1; number <= 11; number += 1) {
        const definition = { ...manual([failing("secret")]), settings: { confidential: true } };
        const { id } = await deploy(call, definition);
        const times = number === 5 ? 2 : 1;
        for (let time = 0; time < times; time += 1) {
          const { runId } = await call(startRun, { params: { id }, body: { input: {} } });
          await endedRun(own, call, runId);
        }
      }
      const seenBy = async (role: Role) => (await own.client(role))(getOverview, { query: {} });
      const hidden = await seenBy("viewer");
      expect(hidden.failing.map(({ failed }) => failed)).toEqual([2, ...Array(9).fill(1)]);
      expect(JSON.stringify(hidden)).not.toContain("secret");
      expect((await seenBy("builder")).failing[0]?.lastMessage).toBe("secret");
    } finally {
      await own.close();
    }
  });
});

describe("the figures of listed workflows", () => {
  it("are there where they are asked for: the last run, and what ended on each day", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([output(1)]));
    const idle = await deploy(call, manual([output(1)]));
    const [, last] = await endedRuns(call, id, 2);
    const { items } = await call(listWorkflows, { query: { statsDays: 3 } });
    const stats = items.find((one) => one.id === id)?.stats;
    expect(stats).toMatchObject({ lastRun: { id: last, status: "succeeded" } });
    expect(stats?.days.map(({ succeeded, failed }) => [succeeded, failed])).toEqual([
      [0, 0],
      [0, 0],
      [2, 0],
    ]);
    expect(items.find((one) => one.id === idle.id)?.stats?.lastRun).toBeNull();
    const plain = await call(listWorkflows, { query: {} });
    expect(plain.items.every((one) => one.stats === undefined)).toBe(true);
  });
});
