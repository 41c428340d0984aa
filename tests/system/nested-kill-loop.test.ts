import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, getRun, listRuns, makeClient, setLimits } from "@stepwell/api";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { deploy, post, settled } from "./client.ts";
import { seededRandom } from "./random.ts";
import { createKey, freePort, startServer } from "./server-process.ts";
import { openSink } from "./sink.ts";

/*
 * Hypothesis: SIGKILL in the middle of loops, parallel branches and called workflows changes
 * nothing of what a run ends with, and calls no workflow twice.
 */

const kills = Number(process.env["NESTED_KILLS"] ?? 12);
const seed = Number(process.env["KILL_SEED"] ?? 20_261_122);
const dataDir = mkdtempSync(join(tmpdir(), "stepwell-nested-"));

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const format = "stepwell/v1";

function http(id: string, url: string): object {
  const config = { method: "POST", url, body: { id } };
  return { id, type: "http", config, retry: { attempts: 5, initialDelay: 20, maxDelay: 100 } };
}

function output(value: string): object {
  return { id: "out", type: "output", config: { value } };
}

function child(sinkUrl: string): object {
  const act = http("act", `${sinkUrl}/{{ trigger.id }}/{{ trigger.n }}`);
  const steps = [act, output("{{ trigger.id }}/{{ trigger.n }}")];
  return { format, name: "Child", trigger: { type: "call" }, steps };
}

function parent(sinkUrl: string): object {
  const input = { id: "{{ trigger.body.id }}", n: "{{ scopes.each.item }}" };
  const ask = { id: "ask", type: "call_workflow", config: { workflow: "Child", input } };
  const each = {
    id: "each",
    type: "loop",
    config: { over: [1, 2, 3], concurrency: 2 },
    branches: [{ id: "body", steps: [ask] }],
  };
  const both = {
    id: "both",
    type: "parallel",
    config: { mode: "all" },
    branches: [
      { id: "calls", steps: [each] },
      { id: "side", steps: [http("side", `${sinkUrl}/{{ trigger.body.id }}/side`)] },
    ],
  };
  const done = http("done", `${sinkUrl}/{{ trigger.body.id }}/done`);
  const steps = [both, done, output('{{ steps.ask ?? "none" }} of {{ trigger.body.id }}')];
  return { format, name: "Parent", trigger: { type: "webhook", config: {} }, steps };
}

/** Every run of a workflow. */
async function allRuns(call: Client, workflow: string) {
  const found: Awaited<ReturnType<typeof page>>["items"] = [];
  const page = (cursor: string | undefined) =>
    call(listRuns, { query: { workflow, limit: 200, cursor } });
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await page(cursor);
    found.push(...items);
    if (nextCursor === null) return found;
    cursor = nextCursor;
  }
}

it(`${kills} times SIGKILL in nested flows: each run ends as without, no workflow is called twice`, async () => {
  const random = seededRandom(seed);
  const sink = await openSink({ delayMs: 3 });
  const port = await freePort();
  const key = createKey(dataDir);
  const call = makeClient({ url: `http://127.0.0.1:${port}`, key, environment: "live" });
  let server = await startServer({ dataDir, port });
  onTestFinished(() => void server.child.kill("SIGKILL"));
  await call(setLimits, { body: { activeWorkflowsMax: 10 } });
  const { id: childId } = await deploy(call, child(sink.url));
  const { id, url } = await deploy(call, parent(sink.url));

  const accepted: string[] = [];
  let isOver = false;
  const drive = async (client: number): Promise<void> => {
    for (let count = 0; !isOver; count += 1) {
      const event = `c${client}n${count}`;
      if (await post(url, event)) accepted.push(event);
      await pause(15);
    }
  };
  const driving = [0, 1].map(drive);
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(30 + random() * 250);
    await server.end("SIGKILL");
    server = await startServer({ dataDir, port });
  }
  isOver = true;
  await Promise.all(driving);
  await settled(call, 60_000);

  expect(accepted.length, `seed ${seed}: enough successes`).toBeGreaterThan(kills);
  const runs = await allRuns(call, id);
  const children = await allRuns(call, childId);
  expect(runs.filter(({ status }) => status !== "succeeded")).toEqual([]);
  expect(runs.length, `seed ${seed}: lost`).toBeGreaterThanOrEqual(accepted.length);
  expect(children.length, `seed ${seed}: calls`).toBe(3 * runs.length);
  const changed = [...sink.received].filter(([, keys]) => new Set(keys).size !== 1);
  expect(changed, `seed ${seed}: keys that changed`).toEqual([]);
  for (const one of runs.slice(0, 50)) {
    const { output: ended, event } = await call(getRun, { params: { id: one.id } });
    const { id: name } = (event.data as { body: { id: string } }).body;
    expect(ended, `seed ${seed}`).toBe(`${name}/3 of ${name}`);
  }
  process.stdout.write(
    `nested kill loop: ${kills} kills, ${runs.length} runs, ${children.length} calls\n`,
  );
  await server.end("SIGTERM");
  await sink.close();
}, 300_000);

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
