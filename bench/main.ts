import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { scriptRate } from "../packages/isolate/bench/script-rate.ts";
import { measureLoop } from "./loop.ts";
import { cpuOf, type LoadFigures, median, memoryOf, putLoad, startProcess } from "./processes.ts";
import { deployScenarios, type Scenario } from "./scenarios.ts";
import { startStepwell } from "./server-under-load.ts";
import { openSink } from "./sink.ts";
import { measureActionSteps, measureHindcast, measureWaiting } from "./stored-runs.ts";

/*
 * `npm run bench`: prints JSON lines. Floor and scenarios take turns, so that a ratio compares what
 * the machine gave at the same time; figures are medians over the rounds.
 * BENCH_ROUNDS (5) and BENCH_SECONDS (4) make it longer or shorter.
 */

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const seconds = Number(process.env["BENCH_SECONDS"] ?? 4);
const body = { amount: 150, currency: "eur", items: [1, 2, 3] };

interface Round {
  readonly figures: LoadFigures;
  readonly completedPerSecond: number;
  readonly cpuMicros: ReadonlyMap<string, number>;
}

async function measure({ target, path, completed }: Scenario): Promise<Round> {
  const before = cpuOf(target);
  const ended = await completed?.();
  const startedAt = performance.now();
  const figures = await putLoad({ port: target.port, path, body, seconds });
  const elapsed = (performance.now() - startedAt) / 1000;
  const cpuMicros = new Map(
    [...cpuOf(target)].map(([kind, used]) => [
      kind,
      (used - (before.get(kind) ?? 0)) / figures.requests,
    ]),
  );
  const done = completed && ended !== undefined ? (await completed()) - ended : figures.requests;
  const perSecond = Math.min(
    figures.perSecond,
    Math.round((done / figures.requests) * figures.perSecond),
  );
  return {
    figures,
    completedPerSecond: completed ? perSecond : Math.round(figures.requests / elapsed),
    cpuMicros,
  };
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function summary(
  { name, target, aim }: Scenario,
  own: readonly Round[],
  floor: readonly Round[],
): object {
  const ratios = own.map(
    (round, index) => round.completedPerSecond / (floor[index]?.figures.perSecond ?? 1),
  );
  const cpu = (kind: string): number =>
    Number(median(own.map(({ cpuMicros }) => cpuMicros.get(kind) ?? 0)).toFixed(1));
  return {
    scenario: name,
    perSecond: median(own.map(({ figures }) => figures.perSecond)),
    completedPerSecond: median(own.map(({ completedPerSecond }) => completedPerSecond)),
    refused: own.reduce((sum, { figures }) => sum + figures.refused, 0),
    ratio: Number(median(ratios).toFixed(2)),
    ...(aim !== undefined && { aim }),
    p50Ms: median(own.map(({ figures }) => figures.p50Ms)),
    p99Ms: median(own.map(({ figures }) => figures.p99Ms)),
    cpuMicrosPerRequest: { main: cpu("main"), writer: cpu("writer"), other: cpu("other") },
    memoryMiB: memoryOf(target),
  };
}

async function bench(dir: string): Promise<void> {
  const floorArgs = [join(import.meta.dirname, "floor.ts"), join(dir, "floor.sqlite")];
  const floor = await startProcess(floorArgs, /^(\d+)/);
  const stepwell = await startStepwell(join(dir, "data"));
  const sink = await openSink();
  const idleMiB = memoryOf(stepwell);
  const scenarios = await deployScenarios(stepwell, { floor, sinkUrl: sink.url });
  print({
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    synchronous: "FULL",
    rounds,
    seconds,
    connections: 64,
    idleMiB,
  });
  const results = new Map<Scenario, Round[]>(scenarios.map((scenario) => [scenario, []]));
  for (let round = -1; round < rounds; round += 1)
    for (const scenario of scenarios) {
      const measured = await measure(scenario);
      // The first round warms up.
      if (round >= 0) results.get(scenario)?.push(measured);
    }
  const [first] = scenarios;
  const floorRounds = (first && results.get(first)) ?? [];
  for (const [scenario, own] of results) print(summary(scenario, own, floorRounds));
  print(await measureActionSteps(stepwell, sink.url));
  print(await measureHindcast(stepwell));
  for (const { child } of [floor, stepwell]) child.removeAllListeners("exit").kill("SIGTERM");
  await sink.close();
}

/** Scripts in a pool of two, without a server around them. */
async function measureScripts(): Promise<object> {
  const { runsPerSecond, medianMs, p95Ms } = await scriptRate({ durationMs: seconds * 1000 });
  return {
    scenario: "script step",
    perSecond: Math.round(runsPerSecond),
    aimPerSecond: 250,
    medianMs: Number(medianMs.toFixed(2)),
    p95Ms: Number(p95Ms.toFixed(2)),
  };
}

const dir = mkdtempSync(join(tmpdir(), "stepwell-bench-"));
try {
  print(measureLoop());
  print(await measureScripts());
  await bench(dir);
  print(await measureWaiting(dir));
} finally {
  rmSync(dir, { recursive: true, force: true });
}
