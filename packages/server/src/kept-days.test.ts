import { getRetention, listEvents, listRuns, setRetention, startRun } from "@stepwell/api";
import { required, unitMs } from "@stepwell/core";
import { simulatedClock } from "@stepwell/host";
import { statSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { makeRetention } from "./retention.ts";
import { manual, output } from "./sample-definitions.suite.ts";

const test = useTestServer();

/** What the retention of a server does that has run for so many days. */
async function pruneAfter(days: number): Promise<void> {
  const clock = simulatedClock(Date.now() + days * unitMs.days);
  const { environments } = test().server.parts;
  const retention = makeRetention({ ...test().server.parts, environments, clock }, (error) => {
    throw error;
  });
  const store = required(environments.get("live"), "live is there").store;
  // Some pauses of its batches, in simulated time; each batch takes a write of the real store.
  for (let turn = 0; turn < 40; turn += 1) {
    clock.ring();
    await store.setSetting("test.turn", turn);
    await setImmediate();
  }
  retention.stop();
}

const fileBytes = (): number => statSync(join(test().dataDir, "live.sqlite")).size;

describe("how long ended runs are kept", () => {
  it("is 90 days for each outcome until an admin changes it, and survives a restart", async () => {
    const call = await test().client("admin");
    const usual = { succeededDays: 90, failedDays: 90, canceledDays: 90 };
    expect(await call(getRetention, {})).toEqual(usual);
    const changed = { ...usual, succeededDays: 20 };
    expect(await call(setRetention, { body: { succeededDays: 20 } })).toEqual(changed);
    await test().restart();
    expect(await (await test().client("viewer"))(getRetention, {})).toEqual(changed);
    await (
      await test().client()
    )(setRetention, { body: usual });
  });

  it("is what the environment says where the workflow does not; the file shrinks", async () => {
    const call = await test().client();
    await call(setRetention, { body: { succeededDays: 20 } });
    const quiet = await deploy(call, manual([output(1)]));
    const settings = { retention: { succeededDays: 60 } };
    const own = await deploy(call, manual([output(1)], {}, { settings }));
    await test().restart();
    const before = fileBytes();
    const input = { text: "x".repeat(200_000) };
    for (let count = 0; count < 60; count += 1)
      await call(startRun, { params: quiet, body: { input } });
    await call(startRun, { params: own, body: {} });
    await test().restart();
    expect(fileBytes()).toBeGreaterThan(before + 10_000_000);
    await pruneAfter(10);
    expect((await call(listRuns, { query: { workflow: quiet.id } })).items).toHaveLength(50);
    await pruneAfter(40);
    expect((await call(listRuns, { query: { workflow: quiet.id } })).items).toEqual([]);
    expect((await call(listRuns, { query: { workflow: own.id } })).items).toHaveLength(1);
    expect((await call(listEvents, {})).items).toHaveLength(1);
    await test().restart();
    expect(fileBytes()).toBeLessThan(before + 1_000_000);
  });
});
