import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { acceptUnit, eventId, sampleRun } from "../contract/samples.ts";
import { openSqliteStore } from "./open-store.ts";
import { testFolder } from "./test-folder.suite.ts";
import { damageIn } from "./wal-file.ts";

const frameBytes = 24 + 4096;
const transactions = 20;

/** A file and its log as a kill leaves them behind: nothing is emptied into the file. */
async function makeLog(): Promise<{ readonly path: string; readonly log: Buffer }> {
  const folder = testFolder();
  const live = join(folder, "live.sqlite");
  const store = await openSqliteStore({ path: live });
  for (let number = 0; number < transactions; number += 1)
    await store.commit(acceptUnit(sampleRun(number)));
  const path = join(folder, "copy.sqlite");
  copyFileSync(live, path);
  copyFileSync(`${live}-wal`, `${path}-wal`);
  await store.close();
  return { path, log: readFileSync(`${path}-wal`) };
}

function commitsIn(log: Buffer): readonly number[] {
  const count = Math.floor((log.length - 32) / frameBytes);
  const frames = Array.from({ length: count }, (_, index) => index);
  return frames.filter((index) => log.readUInt32BE(32 + index * frameBytes + 4) !== 0);
}

function flip(log: Buffer, offset: number): Buffer {
  const changed = Buffer.from(log);
  changed.writeUInt8(changed.readUInt8(offset) ^ 1, offset);
  return changed;
}

describe("the write-ahead log", () => {
  it("is read like SQLite reads it", async () => {
    const { path, log } = await makeLog();
    expect(damageIn(log)).toBeUndefined();
    const store = await openSqliteStore({ path });
    expect(await store.event(eventId(transactions - 1))).toBeDefined();
    await store.close();
  });

  it("is refused with its offset where anything but its end is damaged", async () => {
    const { path, log } = await makeLog();
    const lastCommits = commitsIn(log).slice(-2);
    const safeEnd = 32 + ((lastCommits[0] ?? 0) + 1) * frameBytes;
    for (let offset = 0; offset < safeEnd - frameBytes; offset += 977) {
      const isRefused = damageIn(flip(log, offset)) !== undefined;
      expect({ offset, isRefused }).toEqual({ offset, isRefused: true });
    }
    const offset = 32 + 5 * frameBytes + 2000;
    writeFileSync(`${path}-wal`, flip(log, offset));
    const frame = 32 + 5 * frameBytes;
    await expect(openSqliteStore({ path })).rejects.toThrow(`damaged at byte ${frame}`);
  });

  it("may be torn at its end: that was never synced", async () => {
    const { path, log } = await makeLog();
    const lastCommit = commitsIn(log).at(-1) ?? 0;
    const cut = log.subarray(0, 32 + lastCommit * frameBytes + 100);
    expect(damageIn(cut)).toBeUndefined();
    expect(damageIn(flip(log, 32 + lastCommit * frameBytes + 500))).toBeUndefined();
    writeFileSync(`${path}-wal`, cut);
    const store = await openSqliteStore({ path });
    expect(await store.event(eventId(transactions - 2))).toBeDefined();
    expect(await store.verify()).toEqual([]);
    await store.close();
  });
});
