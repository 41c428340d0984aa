import { getRun, listWorkflows, startRun } from "@stepwell/api";
import { openServer } from "./server.ts";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, openTestServer, type TestServer } from "./open-test-server.suite.ts";
import { delay, manual, output, webhook } from "./sample-definitions.suite.ts";

let test: TestServer | undefined;
afterEach(async () => {
  await test?.close();
  test = undefined;
});

async function open(): Promise<TestServer> {
  test = await openTestServer();
  return test;
}

describe("health", () => {
  it("says that the process is alive and that it takes events", async () => {
    const { send } = await open();
    expect(await (await send("/healthz")).json()).toEqual({ status: "ok" });
    const ready = await send("/readyz");
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: "ready",
      environments: [{ name: "live", status: "ok" }, { name: "sandbox" }],
    });
  });

  it("says so when the disk is full; the process stays alive", async () => {
    const { send, environment } = await open();
    const { store } = environment("sandbox");
    store.health = () => ({ status: "read_only", why: "no space left" });
    const ready = await send("/readyz");
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: "read_only" });
    expect((await send("/healthz")).status).toBe(200);
  });

  it("is counted in metrics", async () => {
    const server = await open();
    const call = await server.client();
    const { id } = await deploy(call, manual([output(1)], { mode: "sync" }));
    await call(startRun, { params: { id }, body: {} });
    const text = await (await server.send("/metrics")).text();
    expect(text).toContain('stepwell_events_total{environment="live",status="accepted"} 1');
    expect(text).toContain('stepwell_runs_ended_total{environment="live",status="succeeded"} 1');
    expect(text).toContain('stepwell_runs_live{environment="live",status=""} 0');
    expect(text).toContain("process_resident_memory_bytes");
  });
});

describe("a server", () => {
  it("keeps everything over a restart: workflows, versions, runs that wait, addresses", async () => {
    const server = await open();
    const call = await server.client();
    const { id } = await deploy(call, manual([delay()]));
    const hook = await deploy(call, webhook([output("{{ trigger.body.n }}")], { mode: "sync" }));
    const { runId } = await call(startRun, { params: { id }, body: {} });
    const before = [await call(listWorkflows), await call(getRun, { params: { id: runId } })];
    await server.restart();
    const again = await server.client();
    expect([await again(listWorkflows), await again(getRun, { params: { id: runId } })]).toEqual(
      before,
    );
    const answer = await fetch(hook.trigger.url ?? "", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"n":3}',
    });
    expect(await answer.json()).toBe(3);
  });

  it("works alone on its data", async () => {
    const { dataDir } = await open();
    const second = openServer({
      dataDir,
      host: "127.0.0.1",
      port: 0,
      version: "0",
      outboundAllow: [],
      logger: pino({ enabled: false }),
      onFatal: () => undefined,
    });
    await expect(second).rejects.toMatchObject({ name: "DirectoryLockedError" });
  });

  it("that cannot open all of its parts holds none of them", async () => {
    const { dataDir, url } = await open();
    const options = {
      dataDir: join(dataDir, "other"),
      host: "127.0.0.1",
      version: "0",
      outboundAllow: [],
      logger: pino({ enabled: false }),
      onFatal: () => undefined,
    };
    const port = Number(new URL(url).port);
    await expect(openServer({ ...options, port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await (await openServer({ ...options, port: 0 })).close(0);
    writeFileSync(join(options.dataDir, "sandbox.sqlite"), "no database at all".repeat(100));
    await expect(openServer({ ...options, port: 0 })).rejects.toThrow(/sandbox|database/);
    rmSync(join(options.dataDir, "sandbox.sqlite"));
    await (await openServer({ ...options, port: 0 })).close(0);
  });

  it("that stops refuses new work, and answers what it has begun", async () => {
    const server = await open();
    const call = await server.client();
    const { trigger } = await deploy(call, webhook([output(1)], { mode: "sync" }));
    const url = trigger.url ?? "";
    const statuses = new Map<number | string, number>();
    let isStopped = false;
    const drive = async () => {
      while (!isStopped) {
        const status = await fetch(url, { method: "POST" }).then(
          (response) => response.status,
          () => "no connection",
        );
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        await setImmediate();
      }
    };
    const driving = [drive(), drive(), drive()];
    while ((statuses.get(200) ?? 0) < 20) await setImmediate();
    const restarting = server.restart();
    await restarting;
    isStopped = true;
    await Promise.all(driving);
    const good = new Set<number | string>([200, 503, "no connection"]);
    expect([...statuses.keys()].filter((status) => !good.has(status))).toEqual([]);
  });

  it("whose address is known by another name says so in its webhooks", async () => {
    test = await openTestServer({ publicUrl: "https://hooks.example.com" });
    const { trigger } = await deploy(await test.client(), webhook([]));
    expect(trigger.url).toMatch(/^https:\/\/hooks\.example\.com\/hooks\/live\//);
  });

  it("takes keys that were made beside it, as the command line does", async () => {
    const server = await open();
    const call = await server.client("viewer");
    expect((await call(listWorkflows)).items).toEqual([]);
    expect((await refusal(call(startRun, { params: { id: "x" }, body: {} }))).code).toBe(
      "forbidden",
    );
  });
});
