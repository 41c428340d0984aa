import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { acceptUnit, eventId, sampleEvent, sampleRun } from "../contract/samples.ts";
import type { Failure } from "./failure.ts";
import { openSqliteStore } from "./open-store.ts";
import { testFolder } from "./test-folder.suite.ts";
import { Writer } from "./writer.ts";
import type { WriterOrder } from "./writer-messages.ts";

describe("a write that fails with an I/O error", () => {
  it("ends the process, and what was acknowledged before is there", async () => {
    const path = join(testFolder(), "live.sqlite");
    const child = spawnSync(
      "sh",
      [
        "-c",
        `ulimit -f 2048; exec "$0" --input-type=module -e "$1"`,
        process.execPath,
        script(path),
      ],
      { encoding: "utf8" },
    );
    expect(child.stderr).toContain("the process ends");
    expect(child.status).toBe(1);
    const acknowledged = child.stdout.trim().split("\n").map(Number);
    expect(acknowledged.length).toBeGreaterThan(10);
    const store = await openSqliteStore({ path });
    for (const number of acknowledged)
      expect((await store.event(eventId(number)))?.id).toBe(sampleEvent(number).id);
    expect(await store.verify()).toEqual([]);
    await store.close();
  });

  it("is never tried again: everything that waits fails", async () => {
    const orders: WriterOrder[] = [];
    const fatal: Error[] = [];
    const writer = new Writer({
      port: { post: (order) => orders.push(order) },
      onFatal: (error) => fatal.push(error),
    });
    const first = writer.commit(acceptUnit(sampleRun(1)));
    await new Promise((resolve) => setImmediate(resolve));
    const second = writer.commit(acceptUnit(sampleRun(2)));
    const failure: Failure = { kind: "fatal", message: "disk I/O error", code: 1034 };
    writer.answered({ kind: "failed", failure });
    await expect(first).rejects.toThrow("disk I/O error");
    await expect(second).rejects.toThrow("disk I/O error");
    await expect(writer.commit(acceptUnit(sampleRun(3)))).rejects.toThrow("disk I/O error");
    expect(fatal).toHaveLength(1);
    expect(orders).toHaveLength(1);
  });
});

/** Commits until the limit on the size of files is reached. */
function script(path: string): string {
  const module = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  return `
    import { writeSync } from "node:fs";
    import { openSqliteStore } from ${module("open-store.ts")};
    import { acceptUnit, sampleRun } from ${module("../contract/samples.ts")};
    const store = await openSqliteStore({ path: ${JSON.stringify(path)} });
    for (let number = 0; ; number += 1) {
      await store.commit(acceptUnit(sampleRun(number), { data: "x".repeat(20000) }));
      writeSync(1, number + "\\n");
    }`;
}
