import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NewRun, Store, StoredEvent, StoreUnit } from "@stepwell/core";
import { openSqliteStore } from "../src/sqlite/open-store.ts";

/*
 * What a webhook request costs the store: one event and its ended run in one unit. Prints JSON
 * lines. CPU of the main thread is measured here, of the writer's thread as the rest of the process.
 */

const units = 20_000;
const workflowId = "wf_01jd3w5v0qk5h8m2r7x9c4b6n1";

function idOf(prefix: string, number: number): string {
  return `${prefix}_01jd3w5v0q${String(number).padStart(16, "0")}`;
}

function makeEvent(number: number): StoredEvent {
  const runId = idOf("run", number);
  return {
    id: idOf("evt", number),
    type: "webhook",
    source: `/hooks/live/${workflowId}`,
    time: "2026-11-21T19:00:00.000Z",
    target: workflowId,
    data: {
      body: {
        id: number,
        amount: 250,
        currency: "eur",
        customer: { name: "Anna Ek", city: "Lund" },
      },
      query: {},
      headers: {
        host: "127.0.0.1:7400",
        "content-type": "application/json",
        "user-agent": "bench",
      },
    },
    causes: [],
    receivedAt: 1_795_000_000_000 + number,
    decisions: [{ workflowId, version: 1, outcome: "started", runId }],
    dedupeKey: undefined,
  };
}

function makeRun(number: number): NewRun {
  const at = 1_795_000_000_000 + number;
  return {
    facts: [],
    run: {
      id: idOf("run", number),
      number,
      workflowId,
      version: 1,
      eventId: idOf("evt", number),
      status: "succeeded",
      reason: undefined,
      message: undefined,
      createdAt: at,
      startedAt: at,
      endedAt: at,
      wakeAt: undefined,
      seq: 1,
      attempt: 1,
      rerunOf: undefined,
      concurrencyKey: undefined,
      settingsId: 0,
      parentId: undefined,
      deaths: 0,
    },
  };
}

function makeUnit(number: number): StoreUnit {
  return { kind: "accept", event: makeEvent(number), runs: [makeRun(number)] };
}

/** How many batches there were: units of one batch are acknowledged in one turn of the loop. */
async function commitAll(
  store: Store,
  made: readonly StoreUnit[],
  inFlight: number,
): Promise<number> {
  let next = 0;
  let batches = 0;
  let isNewTurn = true;
  const countBatch = (): void => {
    if (!isNewTurn) return;
    isNewTurn = false;
    batches += 1;
    setImmediate(() => (isNewTurn = true));
  };
  const client = async (): Promise<void> => {
    while (next < made.length) {
      const unit = made[next];
      next += 1;
      if (unit) await store.commit(unit);
      countBatch();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, client));
  return batches;
}

async function measure(inFlight: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "stepwell-bench-"));
  const store = await openSqliteStore({ path: join(folder, "live.sqlite") });
  const made = Array.from({ length: units }, (_, index) => makeUnit(index));
  await commitAll(
    store,
    Array.from({ length: 2000 }, (_, index) => makeUnit(index + 1_000_000)),
    inFlight,
  );
  const main = process.threadCpuUsage();
  const whole = process.cpuUsage();
  const began = performance.now();
  const batches = await commitAll(store, made, inFlight);
  const seconds = (performance.now() - began) / 1000;
  const mainUsed = process.threadCpuUsage(main);
  const wholeUsed = process.cpuUsage(whole);
  const mainMicros = mainUsed.user + mainUsed.system;
  const restMicros = wholeUsed.user + wholeUsed.system - mainMicros;
  const line = JSON.stringify({
    bench: "store.accept",
    synchronous: "FULL",
    units,
    inFlight,
    unitsPerSecond: Math.round(units / seconds),
    mainMicrosPerUnit: Number((mainMicros / units).toFixed(1)),
    writerMicrosPerUnit: Number((restMicros / units).toFixed(1)),
    unitsPerBatch: Math.round(units / batches),
    rssMiB: Math.round(process.memoryUsage.rss() / 1024 / 1024),
  });
  process.stdout.write(`${line}\n`);
  await store.close();
  rmSync(folder, { recursive: true });
}

for (const inFlight of [1, 64, 512]) await measure(inFlight);
