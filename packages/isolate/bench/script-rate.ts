import { fileURLToPath } from "node:url";
import { type GuestCall, openIsolate } from "../src/index.ts";

/*
 * How many scripts a second a pool carries out: five lines over 1 KB of JSON, each in an engine of
 * its own. `node bench/script-rate.ts` prints it; other benchmarks call `scriptRate`.
 */

export interface ScriptRate {
  readonly runsPerSecond: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

const mebibyte = 1024 * 1024;

const source = `const paid = orders.filter((order) => order.paid);
const total = paid.reduce((sum, order) => sum + order.amount, 0);
const names = paid.map((order) => order.customer.toUpperCase()).sort();
console.log("paid", paid.length);
return { total, names, at: new Date(total).toISOString() };`;

const orders = Array.from({ length: 14 }, (_, index) => ({
  id: `order-${index}`,
  customer: `customer ${index}`,
  amount: index * 10,
  paid: index % 2 === 0,
}));

const call: GuestCall = {
  language: "javascript",
  source,
  variables: { orders },
  data: null,
  now: 1_800_000_000_000,
  seed: "bench",
  limits: {
    timeMs: 1000,
    memoryBytesMax: 32 * mebibyte,
    outputBytesMax: mebibyte,
    logCharactersMax: 10_000,
  },
};

/** `inFlight` callers, each waiting for its answer before it calls again. */
export async function scriptRate({
  workers = 2,
  inFlight = 8,
  durationMs = 3000,
} = {}): Promise<ScriptRate> {
  const isolate = openIsolate({ workers });
  const { signal } = new AbortController();
  const times: number[] = [];
  const once = async (): Promise<void> => {
    const start = performance.now();
    const result = await isolate.run(call, { signal, group: "bench" });
    if (!result.ok) throw new Error(result.failure.message);
    times.push(performance.now() - start);
  };
  await Promise.all(Array.from({ length: workers * 20 }, once));
  times.length = 0;
  const start = performance.now();
  const caller = async (): Promise<void> => {
    while (performance.now() - start < durationMs) await once();
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  const seconds = (performance.now() - start) / 1000;
  await isolate.close();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { runsPerSecond: times.length / seconds, medianMs: at(0.5), p95Ms: at(0.95) };
}

async function main(): Promise<void> {
  for (const inFlight of [1, 8]) {
    const { runsPerSecond, medianMs, p95Ms } = await scriptRate({ inFlight });
    process.stdout.write(
      `${inFlight} in flight: ${Math.round(runsPerSecond)} runs/s, median ${medianMs.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms\n`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
