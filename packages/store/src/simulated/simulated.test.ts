import { type Store, StoreReadOnlyError } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { acceptUnit, eventId, runId, sampleRun, sampleWorkflow } from "../contract/samples.ts";
import { type CrashOutcome, type DiskPoint, SimulatedDisk } from "./disk.ts";
import { openSimulatedStore, type PlantedBugs } from "./open-store.ts";

const outcomes: readonly CrashOutcome[] = ["lost", "kept", "torn", "reordered"];

interface Crash {
  readonly at: number;
  readonly outcome: CrashOutcome;
  readonly bugs?: PlantedBugs;
}

interface Survival {
  readonly acknowledged: readonly number[];
  readonly survivors: readonly string[];
  readonly pointCount: number;
}

/** Commits some units one after the other and crashes at a point of the disk. */
async function crashAt({ at, outcome, bugs }: Crash): Promise<Survival> {
  let pointCount = 0;
  let survivor: SimulatedDisk | undefined;
  let seed = at + 1;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const onPoint = (_point: DiskPoint): void => {
    if (pointCount === at) survivor = disk.crash(outcome);
    pointCount += 1;
  };
  const disk = new SimulatedDisk({ onPoint, random });
  const store = await openSimulatedStore(disk, bugs);
  const acknowledged: number[] = [];
  void commitSome(store, acknowledged);
  for (let turns = 0; turns < 200; turns += 1) await Promise.resolve();
  const count = pointCount;
  const next = new SimulatedDisk({}, (survivor ?? disk.crash(outcome)).records());
  const runs = await (await openSimulatedStore(next)).runs({}, { limit: 100, cursor: undefined });
  return { acknowledged, survivors: runs.map(({ id }) => id), pointCount: count };
}

async function commitSome(store: Store, acknowledged: number[]): Promise<void> {
  for (let number = 0; number < 6; number += 2) {
    const numbers = [number, number + 1];
    await Promise.all(numbers.map((each) => store.commit(acceptUnit(sampleRun(each)))));
    acknowledged.push(...numbers);
  }
}

async function lossesOf(bugs?: PlantedBugs): Promise<number> {
  const { pointCount } = await crashAt({ at: Infinity, outcome: "kept" });
  expect(pointCount).toBe(3 * 8);
  let losses = 0;
  for (let at = 0; at <= pointCount; at += 1)
    for (const outcome of outcomes) {
      const crash = { at, outcome, ...(bugs && { bugs }) };
      const { acknowledged, survivors } = await crashAt(crash).catch(() => everythingLost);
      const isLost = acknowledged.some((number) => !survivors.includes(runId(number)));
      // A batch of two is whole or not there.
      if (isLost || survivors.length % 2 !== 0) losses += 1;
    }
  return losses;
}

const everythingLost: Survival = { acknowledged: [0], survivors: [], pointCount: 0 };

describe("the simulated store", () => {
  it("loses nothing that was acknowledged, wherever it crashes", async () => {
    expect(await lossesOf()).toBe(0);
  });

  it("finds the planted bugs with the same crashes", async () => {
    expect(await lossesOf({ ackBeforeSync: true })).toBeGreaterThan(0);
    expect(await lossesOf({ noSync: true })).toBeGreaterThan(0);
  });

  it("answers nothing after the crash", async () => {
    const disk = new SimulatedDisk();
    const store = await openSimulatedStore(disk);
    const answers: string[] = [];
    void store.commit(acceptUnit(sampleRun(1))).then((answer) => answers.push(answer));
    disk.crash();
    void store.run(runId(1)).then(() => answers.push("read"));
    for (let turns = 0; turns < 50; turns += 1) await Promise.resolve();
    expect(answers).toEqual([]);
  });

  it("is read-only while the disk is full, and keeps what it had", async () => {
    const disk = new SimulatedDisk();
    const store = await openSimulatedStore(disk);
    await store.insertWorkflow(sampleWorkflow("wf_a"));
    disk.isFull = true;
    await expect(store.commit(acceptUnit(sampleRun(1)))).rejects.toThrow(StoreReadOnlyError);
    expect(store.health().status).toBe("read_only");
    expect(await store.run(runId(1))).toBeUndefined();
    expect(await store.workflow("wf_a")).toBeDefined();
    disk.isFull = false;
    expect(await store.commit(acceptUnit(sampleRun(1)))).toBe("committed");
    expect(store.health()).toEqual({ status: "ok" });
  });

  it("refuses a disk that is damaged before its end", async () => {
    const disk = new SimulatedDisk();
    const store = await openSimulatedStore(disk);
    for (const number of [1, 2, 3]) await store.commit(acceptUnit(sampleRun(number)));
    disk.damage(2, (record) => record.replace(eventId(2), eventId(7)));
    await expect(openSimulatedStore(disk)).rejects.toThrow("damaged");
  });

  it("keeps a copy: what its caller changes later is not stored", async () => {
    const store = await openSimulatedStore(new SimulatedDisk());
    const data = { list: [1] };
    await store.commit(acceptUnit(sampleRun(1), { data }));
    data.list.push(2);
    expect((await store.event(eventId(1)))?.data).toEqual({ list: [1] });
  });
});
