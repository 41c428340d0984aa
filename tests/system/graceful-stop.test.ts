import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listRuns, makeClient } from "@stepwell/api";
import { afterAll, expect, it } from "vitest";
import { deploy, post, settled } from "./client.ts";
import { createKey, freePort, startServer } from "./server-process.ts";
import { openSink } from "./sink.ts";

/*
 * Steady state: a workflow with two outside steps, four clients. Hypothesis: SIGTERM at any moment
 * ends the process with 0 within ten seconds, loses no accepted event, and repeats no call: what is
 * in flight may end.
 */

const stops = Number(process.env["STOPS"] ?? 10);
const stopMsMax = 10_000;
const dataDir = mkdtempSync(join(tmpdir(), "stepwell-stop-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function definition(sinkUrl: string): object {
  const post = (id: string) => ({
    id,
    type: "http",
    config: { method: "POST", url: `${sinkUrl}/{{ trigger.body.id }}/${id}`, body: { id } },
    retry: { attempts: 5, initialDelay: 20, maxDelay: 100 },
  });
  return {
    format: "stepwell/v1",
    name: "Graceful stop",
    trigger: { type: "webhook", config: {} },
    steps: [post("first"), post("second")],
  };
}

it(`${stops} times SIGTERM under load: exit 0, nothing lost, nothing repeated`, async () => {
  const sink = await openSink({ delayMs: 20 });
  const port = await freePort();
  const key = createKey(dataDir);
  const call = makeClient({ url: `http://127.0.0.1:${port}`, key, environment: "live" });
  let server = await startServer({ dataDir, port });
  const { id, url } = await deploy(call, definition(sink.url));

  const accepted: string[] = [];
  let isOver = false;
  const drive = async (client: number): Promise<void> => {
    for (let count = 0; !isOver; count += 1) {
      const event = `c${client}n${count}`;
      if (await post(url, event)) accepted.push(event);
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const driving = Array.from({ length: 4 }, (_, client) => drive(client));
  const codes: (number | null)[] = [];
  const tookMs: number[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    const before = accepted.length;
    while (accepted.length < before + 20) await new Promise((resolve) => setTimeout(resolve, 5));
    const startedAt = performance.now();
    codes.push(await server.end("SIGTERM"));
    tookMs.push(performance.now() - startedAt);
    server = await startServer({ dataDir, port });
  }
  isOver = true;
  await Promise.all(driving);
  await settled(call, 60_000);

  expect(new Set(codes)).toEqual(new Set([0]));
  expect(Math.max(...tookMs)).toBeLessThan(stopMsMax);
  const steps = ["first", "second"];
  const calls = accepted.flatMap((event) =>
    steps.map((step) => sink.received.get(`${event}/${step}`)?.length ?? 0),
  );
  expect(calls.filter((count) => count === 0)).toEqual([]);
  expect(calls.filter((count) => count > 1)).toEqual([]);
  const { items } = await call(listRuns, { query: { workflow: id, status: "failed", limit: 5 } });
  expect(items).toEqual([]);
  process.stdout.write(`graceful stop: ${stops} stops, ${accepted.length} accepted\n`);
  expect(await server.end("SIGINT")).toBe(0);
  await sink.close();
}, 300_000);
