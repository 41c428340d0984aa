import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getEvent, listEvents, listRuns, makeClient } from "@stepwell/api";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { deploy, post, settled } from "./client.ts";
import { seededRandom } from "./random.ts";
import { createKey, freePort, startServer } from "./server-process.ts";
import { openSink } from "./sink.ts";

/*
 * Steady state: a workflow with three outside steps and one at-most-once step, four clients.
 * Hypothesis: SIGKILL at any moment loses no accepted event, leaves no run stuck, repeats a step
 * only with its key, and never repeats an at-most-once step.
 */

const kills = Number(process.env["KILLS"] ?? 30);
const seed = Number(process.env["KILL_SEED"] ?? 20_261_121);
const clients = 4;
const dataDir = mkdtempSync(join(tmpdir(), "stepwell-kill-"));

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function definition(sinkUrl: string): object {
  const post = (id: string, more: object = {}) => ({
    id,
    type: "http",
    config: {
      method: "POST",
      url: `${sinkUrl}/{{ trigger.body.id }}/${id}`,
      body: { id },
      ...more,
    },
    retry: { attempts: 5, initialDelay: 20, maxDelay: 100 },
  });
  const once = post("once", { atMostOnce: true });
  return {
    format: "stepwell/v1",
    name: "Kill loop",
    trigger: { type: "webhook", config: {} },
    steps: [post("first"), post("second"), { ...once, onError: "continue" }, post("third")],
  };
}

it(`${kills} times SIGKILL under load: nothing accepted is lost, no key changes, nothing is stuck`, async () => {
  const random = seededRandom(seed);
  const sink = await openSink({ delayMs: 3 });
  const port = await freePort();
  const key = createKey(dataDir);
  const call = makeClient({ url: `http://127.0.0.1:${port}`, key, environment: "live" });
  let server = await startServer({ dataDir, port });
  onTestFinished(() => void server.child.kill("SIGKILL"));
  const { id, url } = await deploy(call, definition(sink.url));

  const accepted: string[] = [];
  let isOver = false;
  const drive = async (client: number): Promise<void> => {
    for (let count = 0; !isOver; count += 1) {
      const event = `c${client}n${count}`;
      const isAccepted = await post(url, event);
      if (isAccepted) accepted.push(event);
      await pause(isAccepted ? 2 : 20);
    }
  };
  const driving = Array.from({ length: clients }, (_, client) => drive(client));
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(20 + random() * 200);
    await server.end("SIGKILL");
    server = await startServer({ dataDir, port });
  }
  isOver = true;
  await Promise.all(driving);
  await settled(call, 60_000);

  expect(accepted.length, `seed ${seed}: enough successes`).toBeGreaterThan(kills * 2);
  const steps = ["first", "second", "third"];
  const lost = accepted.flatMap((event) =>
    steps
      .filter((step) => !sink.received.has(`${event}/${step}`))
      .map((step) => `${event}/${step}`),
  );
  expect(lost, `seed ${seed}: lost`).toEqual([]);
  const changed = [...sink.received].filter(([, keys]) => new Set(keys).size !== 1);
  expect(changed, `seed ${seed}: keys that changed`).toEqual([]);
  const repeated = [...sink.received].filter(
    ([name, keys]) => name.endsWith("/once") && keys.length > 1,
  );
  expect(repeated, `seed ${seed}: at-most-once repeated`).toEqual([]);
  const { items } = await call(listRuns, { query: { workflow: id, status: "failed", limit: 5 } });
  expect(items, `seed ${seed}: failed runs`).toEqual([]);
  const { items: events } = await call(listEvents, { query: { limit: 1 } });
  const last = await call(getEvent, { params: { id: events[0]?.id ?? "" } });
  expect(last.runs[0]?.status).toBe("succeeded");
  const again = [...sink.received.values()].filter((keys) => keys.length > 1).length;
  process.stdout.write(
    `kill loop: ${kills} kills, ${accepted.length} accepted, ${again} steps sent again\n`,
  );
  await server.end("SIGTERM");
  await sink.close();
}, 600_000);

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
