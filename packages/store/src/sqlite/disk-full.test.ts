import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { required, type Store, StoreReadOnlyError } from "@stepwell/core";
import { expect, it, onTestFinished } from "vitest";
import { acceptUnit, eventId, sampleEvent, sampleRun } from "../contract/samples.ts";
import { openSqliteStore } from "./open-store.ts";
import { testFolder } from "./test-folder.suite.ts";

const data = { text: "x".repeat(20_000) };

/** An 8 MB file system of our own, where we may mount one. */
function smallDisk(): string | undefined {
  const folder = join(testFolder(), "disk");
  mkdirSync(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], { stdio: "pipe" });
  } catch {
    return undefined;
  }
  onTestFinished(() => {
    execFileSync("umount", ["-l", folder]);
  });
  return folder;
}

it("a full disk makes the store read-only, loses nothing, and recovers with room", async (test) => {
  const disk = smallDisk();
  test.skip(disk === undefined, "needs leave to mount a file system: run as root");
  const folder = required(disk, "the disk is mounted");
  const ballast = join(folder, "ballast");
  writeFileSync(ballast, Buffer.alloc(4_500_000));
  const path = join(folder, "live.sqlite");
  const store = await openSqliteStore({ path });
  const committed = await fillUp(store);
  expect(committed.length).toBeGreaterThan(10);
  expect(store.health().status).toBe("read_only");
  expect(store.backlog()).toEqual({ units: 0, bytes: 0 });
  await expect(store.commit(acceptUnit(sampleRun(99_999)))).rejects.toThrow(StoreReadOnlyError);
  await expectAll(store, committed);

  rmSync(ballast);
  const freedAt = performance.now();
  while (store.health().status !== "ok") {
    expect(performance.now() - freedAt).toBeLessThan(5000);
    await wait(20);
  }
  expect(await store.commit(acceptUnit(sampleRun(50_000), { data }))).toBe("committed");
  expect(await store.verify()).toEqual([]);
  await store.close();
  const again = await openSqliteStore({ path });
  await expectAll(again, [...committed, 50_000]);
  await again.close();
});

/** Commits until the disk is full, several at a time; the numbers that were acknowledged. */
async function fillUp(store: Store): Promise<readonly number[]> {
  const committed: number[] = [];
  for (let first = 0; store.health().status === "ok"; first += 8) {
    expect(first).toBeLessThan(10_000);
    const numbers = Array.from({ length: 8 }, (_, index) => first + index);
    await Promise.all(
      numbers.map(async (number) => {
        try {
          await store.commit(acceptUnit(sampleRun(number), { data }));
          committed.push(number);
        } catch (error) {
          if (!(error instanceof StoreReadOnlyError)) throw error;
        }
      }),
    );
  }
  return committed;
}

async function expectAll(store: Store, numbers: readonly number[]): Promise<void> {
  for (const number of numbers)
    expect(await store.event(eventId(number))).toEqual(sampleEvent(number, { data }));
}
