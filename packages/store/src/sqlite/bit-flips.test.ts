import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "@stepwell/core";
import { expect, it } from "vitest";
import {
  eventId,
  outcomeFact,
  runId,
  sampleEvent,
  sampleRun,
  startFact,
} from "../contract/samples.ts";
import { openReading } from "./connection.ts";
import { makeEventReads } from "./event-reads.ts";
import { openSqliteStore } from "./open-store.ts";
import { Reader } from "./reader.ts";
import { makeRunReads } from "./run-reads.ts";
import { testFolder } from "./test-folder.suite.ts";
import { verifyRows } from "./verify-rows.ts";

/* Each flip is found by a read or by `verify`, or it changed nothing that anybody can read. */

const flips = 100;
const rows = 300;

it("no flipped bit in the file is silent for events and journals", async () => {
  const folder = testFolder();
  const good = join(folder, "good.sqlite");
  await fill(good);
  const path = join(folder, "flipped.sqlite");
  const bytes = readFileSync(good);
  let noticed = 0;
  for (let index = 0; index < flips; index += 1) {
    // Spread evenly, at another bit each time.
    const offset = Math.floor((bytes.length / flips) * (index + 0.37));
    copyFileSync(good, path);
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(offset) ^ (1 << (index % 8)), offset);
    writeFileSync(path, flipped);
    // Mostly the reads alone; now and then with the writer, which takes longer to open.
    const outcome = await readAll(async () =>
      index % 20 === 0 ? await openSqliteStore({ path, onFatal: () => {} }) : openReads(path),
    );
    expect({ offset, outcome }).not.toEqual({ offset, outcome: "silent" });
    if (outcome === "noticed") noticed += 1;
  }
  expect(noticed).toBeGreaterThan(flips / 4);
});

function factsOf(number: number): readonly ReturnType<typeof outcomeFact>[] {
  return Array.from({ length: 8 }, (_, index) => outcomeFact(`step-${index}`, number));
}

async function fill(path: string): Promise<void> {
  const store = await openSqliteStore({ path });
  const numbers = Array.from({ length: rows }, (_, index) => index);
  await Promise.all(
    numbers.map((number) => {
      const run = sampleRun(number, { seq: 9 });
      const facts = [startFact(run), ...factsOf(number)];
      return store.commit({ kind: "accept", event: sampleEvent(number), runs: [{ run, facts }] });
    }),
  );
  await store.close();
}

type Outcome = "equal" | "noticed" | "silent";

/** What is read of a file: the part of the store that a damage can reach. */
type Reading = Pick<Store, "event" | "facts" | "verify" | "close">;

function openReads(path: string): Reading {
  const connection = openReading(path);
  const reader = new Reader(connection);
  const events = makeEventReads(reader);
  const runs = makeRunReads(reader);
  return {
    event: async (id) => events.one(id),
    facts: async (id) => runs.facts(id),
    verify: async () => verifyRows(connection),
    close: async () => connection.close(),
  };
}

async function readAll(open: () => Promise<Reading>): Promise<Outcome> {
  let reading: Reading | undefined;
  try {
    reading = await open();
    const isEqual = await readsEqual(reading);
    const findings = await reading.verify();
    if (findings.length > 0) return "noticed";
    return isEqual ? "equal" : "silent";
  } catch {
    return "noticed";
  } finally {
    await reading?.close().catch(() => {});
  }
}

async function readsEqual(reading: Reading): Promise<boolean> {
  for (let number = 0; number < rows; number += 1) {
    const event = await reading.event(eventId(number));
    const facts = await reading.facts(runId(number));
    if (JSON.stringify(event) !== JSON.stringify(sampleEvent(number))) return false;
    const expected = [startFact(sampleRun(number)), ...factsOf(number)];
    if (JSON.stringify(facts) !== JSON.stringify(expected)) return false;
  }
  return true;
}
