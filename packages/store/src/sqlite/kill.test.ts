import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { eventId, outcomeFact, sampleEvent, sampleRun, startFact } from "../contract/samples.ts";
import { openSqliteStore } from "./open-store.ts";
import { testFolder } from "./test-folder.suite.ts";

/* A child commits as fast as it can and prints what was acknowledged; it is killed in the middle. */

const kills = 8;

it("a kill in the middle of writes loses nothing that was acknowledged", async () => {
  const path = join(testFolder(), "live.sqlite");
  const acknowledged: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const before = acknowledged.length;
    await killAfter(path, 200 + kill * 120, acknowledged);
    expect(acknowledged.length).toBeGreaterThan(before);
  }
  expect(acknowledged.length).toBeGreaterThan(kills * 200);
  const store = await openSqliteStore({ path });
  for (const number of acknowledged) {
    expect(await store.event(eventId(number))).toEqual(sampleEvent(number));
    const run = sampleRun(number, { seq: 2 });
    expect(await store.facts(run.id)).toEqual([startFact(run), outcomeFact("a", number)]);
  }
  expect(await store.verify()).toEqual([]);
  await store.close();
});

async function killAfter(path: string, count: number, acknowledged: number[]): Promise<void> {
  const first = (acknowledged.at(-1) ?? 0) + 10_000;
  const child = spawn(process.execPath, ["--input-type=module", "-e", writingScript(path, first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line));
    seen += 1;
    if (seen === count) child.kill("SIGKILL");
  }
  await ended;
  acknowledged.sort((left, right) => left - right);
}

function writingScript(path: string, first: number): string {
  const module = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  return `
    import { writeSync } from "node:fs";
    import { openSqliteStore } from ${module("open-store.ts")};
    import { sampleEvent, sampleRun, outcomeFact, startFact } from ${module("../contract/samples.ts")};
    const store = await openSqliteStore({ path: ${JSON.stringify(path)} });
    let number = ${first};
    const client = async () => {
      for (;;) {
        const own = number++;
        const run = sampleRun(own, { seq: 2 });
        const facts = [startFact(run), outcomeFact("a", own)];
        await store.commit({ kind: "accept", event: sampleEvent(own), runs: [{ run, facts }] });
        writeSync(1, own + "\\n");
      }
    };
    for (let index = 0; index < 16; index += 1) client();`;
}
