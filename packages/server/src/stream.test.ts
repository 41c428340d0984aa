import { get, type IncomingMessage } from "node:http";
import { setImmediate } from "node:timers/promises";
import {
  cancelRun,
  type Client,
  plainRoutes,
  type Problem,
  runSummary,
  sendEvents,
  startRun,
  streamRoute,
} from "@stepwell/api";
import { required, type RunRow } from "@stepwell/core";
import { afterEach, describe, expect, it } from "vitest";
import { expectProblem, expectSafeHeaders } from "./checked-client.suite.ts";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { delay, manual, onEvent } from "./sample-definitions.suite.ts";

const test = useTestServer();

interface Notice {
  readonly id: string;
  readonly workflowId: string;
  readonly status: string;
}

const open: AbortController[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.abort();
});

/** Opens a stream; `next` is the next run that it tells of. */
async function listen(query: string, environment = "live") {
  const abort = new AbortController();
  open.push(abort);
  const response = await test().send(`/api/v1/${environment}/stream${query}`, {
    headers: { authorization: `Bearer ${await test().key({ role: "viewer" })}` },
    signal: abort.signal,
  });
  const reader = required(response.body, "a stream")
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let text = "";
  async function part(): Promise<string> {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const found = text.slice(0, end);
        text = text.slice(end + 2);
        return found;
      }
      const { value, done } = await reader.read();
      if (done) return "end";
      text += value;
    }
  }
  expect(await part()).toBe(": open");
  return {
    response,
    part,
    async next(): Promise<Notice> {
      const [, data = ""] = /^event: run\ndata: (.*)$/.exec(await part()) ?? [];
      return runSummary.parse(JSON.parse(data));
    },
  };
}

async function start(call: Client, id: string): Promise<string> {
  return (await call(startRun, { params: { id }, body: {} })).runId;
}

describe("the stream", () => {
  it("tells of every change of every run", async () => {
    const call = await test().client();
    const stream = await listen("");
    expect(stream.response.headers.get("content-type")).toBe("text/event-stream");
    expectSafeHeaders(stream.response);
    const { id } = await deploy(call, manual([delay()]));
    const runId = await start(call, id);
    expect(await stream.next()).toMatchObject({ id: runId, workflowId: id, status: "waiting" });
    await call(cancelRun, { params: { id: runId } });
    expect(await stream.next()).toMatchObject({ id: runId, status: "canceled" });
  });

  it("tells of the runs of one workflow, or of one run, where that is asked for", async () => {
    const call = await test().client();
    const { id: first } = await deploy(call, manual([delay()]));
    const { id: second } = await deploy(call, manual([delay()]));
    const run = await start(call, first);
    const ofWorkflow = await listen(`?topics=workflow:${second}`);
    const ofRun = await listen(`?topics=run:${run}`);
    const ofBoth = await listen(`?topics=run:${run},%20workflow:${second}`);
    const twice = await listen(`?topics=run:${run}&topics=workflow:${second}`);
    const other = await start(call, second);
    await call(cancelRun, { params: { id: run } });
    expect((await ofWorkflow.next()).id).toBe(other);
    expect((await ofRun.next()).id).toBe(run);
    for (const stream of [ofBoth, twice])
      expect([(await stream.next()).id, (await stream.next()).id]).toEqual([other, run]);
  });

  it("of one environment tells nothing of the other", async () => {
    const live = await test().client();
    const sandbox = await test().client("owner", "sandbox");
    const stream = await listen("", "sandbox");
    await deploy(live, onEvent("seen", []));
    const { id } = await deploy(sandbox, onEvent("seen", []));
    await live(sendEvents, { body: { type: "seen" } });
    await sandbox(sendEvents, { body: { type: "seen" } });
    expect((await stream.next()).workflowId).toBe(id);
  });

  it.each(["?topics=secrets", "?topics=run:", "?topics=", "?topics=run:a/b", "?topics=runs,x"])(
    "%s is no topic",
    async (query) => {
      const response = await test().send(`/api/v1/live/stream${query}`, {
        headers: { authorization: `Bearer ${await test().key()}` },
      });
      const problem = (await response.json()) as Problem;
      expectProblem(response, problem);
      expect(problem.code).toBe("invalid_input");
    },
  );

  it("needs the permission to read runs", () => {
    expect(plainRoutes).toContain(streamRoute);
    expect(streamRoute.permission).toBe("runs.read");
  });
});

/** A reader that takes nothing from its socket. */
function openAndSleep(key: string): Promise<IncomingMessage> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${key}` };
    get(`${test().url}/api/v1/live/stream`, { headers }, (response) => {
      response.pause();
      resolve(response);
    });
  });
}

describe("a reader that is too slow", () => {
  it("is cut off, and costs nothing any more", async () => {
    const { host } = test().environment();
    const usual = host.watch;
    let tell: ((row: RunRow) => void) | undefined;
    host.watch = (listener) => {
      tell = listener;
      return () => {
        tell = undefined;
      };
    };
    const sleeper = await openAndSleep(await test().key());
    host.watch = usual;
    const row = { createdAt: 0, message: "x".repeat(100_000) } as unknown as RunRow;
    let told = 0;
    for (; tell && told < 5000; told += 10) {
      for (let count = 0; count < 10; count += 1) tell?.(row);
      await setImmediate();
    }
    expect(tell).toBeUndefined();
    expect(told).toBeGreaterThan(10);
    sleeper.destroy();
    expect((await test().send("/readyz")).status).toBe(200);
  });
});
