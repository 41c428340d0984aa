import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRun, listRuns, makeClient } from "@stepwell/api";
import { afterAll, describe, expect, it } from "vitest";
import { deploy } from "./client.ts";
import { createKey, freePort, type ServerProcess, startServer } from "./server-process.ts";

const dataDir = mkdtempSync(join(tmpdir(), "stepwell-start-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe("the process", () => {
  it("ends at once, with 1 and in words, where the port is taken", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const { port } = holder.address() as AddressInfo;
    const starting = startServer({ dataDir: join(dataDir, "taken"), port });
    await expect(starting).rejects.toThrow(/ended with 1: Port \d+ is in use/);
    holder.close();
  });

  it("refuses to share its data", async () => {
    const own = join(dataDir, "shared");
    const server = await startServer({ dataDir: own, port: await freePort() });
    const second = startServer({ dataDir: own, port: await freePort() });
    await expect(second).rejects.toThrow(/ended with 1: another Stepwell server/);
    expect(await server.end("SIGTERM")).toBe(0);
  });

  it("with --json-logs says as JSON that it is ready", async () => {
    const port = await freePort();
    const server = await startServer({
      dataDir: join(dataDir, "json"),
      port,
      options: ["--json-logs"],
      readyText: '"event":"ready"',
    });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await server.end("SIGTERM")).toBe(0);
  });
});

describe("a run that kills the process", () => {
  it("is given up after four deaths; the server stays up, and other runs go on", async () => {
    const own = join(dataDir, "poison");
    const port = await freePort();
    const key = createKey(own);
    const call = makeClient({ url: `http://127.0.0.1:${port}`, key, environment: "live" });
    /** The outside that the poisonous action reaches: it kills whoever calls. */
    let victim: number | undefined;
    let deaths = 0;
    const killer = createServer(() => {
      deaths += 1;
      if (victim !== undefined) process.kill(victim, "SIGKILL");
    });
    await new Promise<void>((resolve) => killer.listen(0, "127.0.0.1", resolve));
    const killerUrl = `http://127.0.0.1:${(killer.address() as AddressInfo).port}`;
    const start = (): Promise<ServerProcess> =>
      startServer({ dataDir: own, port, onSpawn: ({ pid }) => (victim = pid) });

    let server = await start();
    const { id, url } = await deploy(call, definition(killerUrl));
    await fetch(url, { method: "POST" }).catch(() => undefined);
    await server.exit;
    let starts = 0;
    for (; starts < 10; starts += 1) {
      const next = await start().catch(() => undefined);
      if (!next) continue;
      server = next;
      const isDead = await Promise.race([server.exit.then(() => true), quiet()]);
      if (!isDead) break;
    }
    expect(deaths).toBe(4);
    const { items } = await call(listRuns, { query: { workflow: id } });
    expect(items).toMatchObject([{ status: "failed", reason: "quarantined" }]);
    const run = await call(getRun, { params: { id: items[0]?.id ?? "" } });
    expect(run.message).toContain("died 4 times");
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await server.end("SIGTERM")).toBe(0);
    killer.closeAllConnections();
    killer.close();
  }, 120_000);
});

/** Long enough for an interrupted run to kill again. */
async function quiet(): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return false;
}

function definition(killerUrl: string): object {
  return {
    format: "stepwell/v1",
    name: "Poison",
    trigger: { type: "webhook", config: {} },
    steps: [{ id: "poison", type: "http", config: { method: "POST", url: killerUrl, body: {} } }],
  };
}
