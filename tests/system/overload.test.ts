import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeClient } from "@stepwell/api";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { putLoad } from "../../bench/processes.ts";
import { deploy, settled } from "./client.ts";
import { createKey, freePort, startServer } from "./server-process.ts";
import { openSink } from "./sink.ts";

/*
 * Steady state: 256 actions at a time of 500 ms each, so some 500 runs a second.
 * Hypothesis: at ten times that for 30 s memory stays under 512 MiB, each refusal says when to come
 * back, and everything accepted is carried out once.
 */

const seconds = Number(process.env["OVERLOAD_SECONDS"] ?? 12);
const memoryMiBMax = 512;
const dataDir = mkdtempSync(join(tmpdir(), "stepwell-overload-"));

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it(`ten times too much for ${seconds} s: nothing accepted is lost, memory stays bounded`, async () => {
  const sink = await openSink({ delayMs: 500 });
  const port = await freePort();
  const key = createKey(dataDir);
  const server = await startServer({ dataDir, port });
  onTestFinished(() => void server.child.kill("SIGKILL"));
  const call = makeClient({ url: server.url, key, environment: "live" });
  const { url } = await deploy(call, {
    format: "stepwell/v1",
    name: "Overload",
    trigger: { type: "webhook", config: {} },
    steps: [
      { id: "act", type: "http", config: { method: "POST", url: `${sink.url}/{{ run.id }}/act` } },
    ],
  });

  let memoryMiB = 0;
  const watching = setInterval(() => {
    memoryMiB = Math.max(memoryMiB, residentMiB(server.child.pid ?? 0));
  }, 250);
  const path = new URL(url).pathname;
  const body = { text: "x".repeat(500) };
  const figures = await putLoad({ port, path, body, seconds, connections: 400 });
  await settled(call, 60_000);
  clearInterval(watching);

  process.stdout.write(`overload: ${JSON.stringify({ ...figures, memoryMiB })}\n`);
  expect(figures.refused, "it was too much").toBeGreaterThan(figures.requests);
  expect(figures.withoutRetryAfter).toBe(0);
  expect(memoryMiB).toBeLessThan(memoryMiBMax);
  expect(sink.received.size, "every accepted event reached the world").toBe(figures.requests);
  expect([...sink.received.values()].filter((keys) => keys.length > 1)).toEqual([]);
  expect(await server.end("SIGTERM")).toBe(0);
  await sink.close();
}, 180_000);

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
