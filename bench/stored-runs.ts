import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createWorkflow, hindcastWorkflow, publishWorkflow, sendEvents } from "@stepwell/api";
import { cpuOf, memoryOf } from "./processes.ts";
import { actionSteps } from "./scenarios.ts";
import { type ServerUnderLoad, startStepwell } from "./server-under-load.ts";

/* What is measured on runs that are stored already: hindcast, and runs that wait. */

const eventsPerRequest = 1000;

function listening(name: string, steps: readonly object[]): object {
  const trigger = { type: "event", config: { type: name } };
  return { format: "stepwell/v1", name, trigger, steps };
}

async function deploy({ call }: ServerUnderLoad, definition: object): Promise<string> {
  const body = { definition: definition as never };
  const { id } = await call(createWorkflow, { body });
  await call(publishWorkflow, { params: { id }, body: { activate: true } });
  return id;
}

/** Sends events until each was accepted. */
async function sendAll({ call }: ServerUnderLoad, type: string, count: number): Promise<void> {
  for (let sent = 0; sent < count;) {
    const size = Math.min(eventsPerRequest, count - sent);
    const events = Array.from({ length: size }, (_, index) => ({
      type,
      id: `${type}-${sent + index}`,
      data: { amount: sent + index },
    }));
    try {
      await call(sendEvents, { body: events as never });
      sent += size;
    } catch {
      // Refused with Retry-After: the same events again, recognised by their ids.
      await sleep(200);
    }
  }
}

/** Main thread and all others, in milliseconds. */
function cpuMs(server: ServerUnderLoad): number {
  return [...cpuOf(server).values()].reduce((sum, micros) => sum + micros, 0) / 1000;
}

const actionRuns = 500;

/** What each action step more costs, its request and its answer included: runs of one and of eleven. */
export async function measureActionSteps(
  server: ServerUnderLoad,
  sinkUrl: string,
): Promise<object> {
  const costs: number[] = [];
  for (const count of [1, 11]) {
    const type = `bench.actions_${count}`;
    await deploy(server, listening(type, actionSteps(sinkUrl, count)));
    const [cpuBefore, ended] = [cpuMs(server), await server.succeeded()];
    await sendAll(server, type, actionRuns);
    while ((await server.succeeded()) < ended + actionRuns) await sleep(50);
    costs.push((cpuMs(server) - cpuBefore) / actionRuns);
  }
  const [one = 0, eleven = 0] = costs;
  const cpuMicros = Math.round(((eleven - one) * 1000) / 10);
  return { scenario: "each action step more", cpuMicros };
}

const hindcastRuns = 1000;

/** A thousand stored runs of ten steps, tried on a draft that differs. */
export async function measureHindcast(server: ServerUnderLoad): Promise<object> {
  const steps = (operator: string) =>
    Array.from({ length: 10 }, (_, index) => ({
      id: `step_${index}`,
      type: "calculate",
      config: { engine: "formula", expression: `trigger.amount ${operator} ${index}` },
    }));
  const id = await deploy(server, listening("bench.hindcast", steps("+")));
  await sendAll(server, "bench.hindcast", hindcastRuns);
  const definition = listening("bench.hindcast", steps("*")) as never;
  const body = { definition, last: hindcastRuns };
  const [cpuBefore, startedAt] = [cpuMs(server), performance.now()];
  const { events } = await server.call(hindcastWorkflow, { params: { id }, body });
  return {
    scenario: "hindcast of 1,000 runs of 10 steps",
    runs: events,
    cpuMs: Math.round(cpuMs(server) - cpuBefore),
    aimCpuMs: 2000,
    tookMs: Math.round(performance.now() - startedAt),
  };
}

const waitingRuns = Number(process.env["BENCH_WAITING"] ?? 100_000);

/** Runs that wait for sixty days: what they cost in memory, and at a start. */
export async function measureWaiting(dir: string): Promise<object> {
  const dataDir = join(dir, "waiting");
  const server = await startStepwell(dataDir);
  const wait = { id: "wait", type: "delay", config: { for: { amount: 60, unit: "days" } } };
  await deploy(server, listening("bench.waiting", [wait]));
  await sendAll(server, "bench.waiting", waitingRuns);
  const afterLoadMiB = memoryOf(server);
  await stop(server);
  const startedAt = performance.now();
  const again = await startStepwell(dataDir);
  const readyMs = Math.round(performance.now() - startedAt);
  const restartedMiB = memoryOf(again);
  await stop(again);
  return {
    scenario: `${waitingRuns} waiting runs`,
    afterLoadMiB,
    restartedMiB,
    // The start, and the making of a key for the measurement.
    readyMs,
  };
}

async function stop({ child }: ServerUnderLoad): Promise<void> {
  child.removeAllListeners("exit");
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
