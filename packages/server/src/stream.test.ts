import { setTimeout as wait } from "node:timers/promises";
import {
  cancelRun,
  type Client,
  createKey,
  createWorkflow,
  deactivateWorkflow,
  plainRoutes,
  type Problem,
  publishWorkflow,
  revokeKey,
  runSummary,
  sendEvents,
  startRun,
  streamRoute,
  updateWorkflow,
} from "@stepwell/api";
import { required } from "@stepwell/core";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
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

interface Listening {
  readonly environment?: string;
  readonly key?: string;
  readonly seenId?: string;
}

/** Opens a stream; `next` is the next run that it tells of. */
async function listen(query: string, { environment = "live", ...given }: Listening = {}) {
  const abort = new AbortController();
  open.push(abort);
  const key = given.key ?? (await test().key({ role: "viewer" }));
  const headers = {
    authorization: `Bearer ${key}`,
    ...(given.seenId !== undefined && { "last-event-id": given.seenId }),
  };
  const response = await test().send(`/api/v1/${environment}/stream${query}`, {
    headers,
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
  let lastId = given.seenId ?? "";
  const [, first] = /^: open(?:\nid: (.+))?$/.exec(await part()) ?? ["", "no stream"];
  expect(first === undefined).toBe(given.seenId !== undefined);
  lastId = first ?? lastId;
  return {
    response,
    part,
    lastId: () => lastId,
    async next(): Promise<Notice> {
      const [, id = "", data = ""] = /^event: run\nid: (.+)\ndata: (.*)$/.exec(await part()) ?? [];
      expect(id).not.toBe(lastId);
      lastId = id;
      return runSummary.parse(JSON.parse(data));
    },
    close: () => abort.abort(),
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
    const stream = await listen("", { environment: "sandbox" });
    await deploy(live, onEvent("seen", []));
    const { id } = await deploy(sandbox, onEvent("seen", []));
    await live(sendEvents, { body: { type: "seen" } });
    await sandbox(sendEvents, { body: { type: "seen" } });
    expect((await stream.next()).workflowId).toBe(id);
  });

  it("tells of a draft its revision, and each that it is saved under", async () => {
    const call = await test().client();
    const { id, draft } = await call(createWorkflow, { body: { definition: manual([]) as never } });
    const { id: other } = await call(createWorkflow, { body: { definition: manual([]) as never } });
    const stream = await listen(`?topics=draft:${id},draft:nothing,draft:${id}`);
    const told = (revision: number, activeVersion: number | null = null) =>
      `event: draft\ndata: ${JSON.stringify({ workflowId: id, revision, activeVersion })}`;
    expect(await stream.part()).toBe(told(draft.revision));
    await call(updateWorkflow, { params: { id: other }, body: { name: "Not asked for" } });
    await call(updateWorkflow, { params: { id }, body: { name: "Renamed" } });
    expect(await stream.part()).toBe(told(draft.revision + 1));
    await call(publishWorkflow, { params: { id }, body: { activate: true } });
    expect(await stream.part()).toBe(told(draft.revision + 1, 1));
    await call(deactivateWorkflow, { params: { id } });
    expect(await stream.part()).toBe(told(draft.revision + 1));
    stream.close();
    await call(updateWorkflow, { params: { id }, body: { name: "While away" } });
    const again = await listen(`?topics=draft:${id}`, { seenId: stream.lastId() });
    expect(await again.part()).toBe(told(draft.revision + 2));
  });

  it.each([
    "?topics=secrets",
    "?topics=draft:",
    "?topics=run:",
    "?topics=",
    "?topics=run:a/b",
    "?topics=runs,x",
    `?topics=${Array.from({ length: 51 }, (_, index) => `run:${index}`).join(",")}`,
  ])("%s is refused", async (query) => {
    const response = await test().send(`/api/v1/live/stream${query}`, {
      headers: { authorization: `Bearer ${await test().key()}` },
    });
    const problem = (await response.json()) as Problem;
    expectProblem(response, problem);
    expect(problem.code).toBe("invalid_input");
  });

  it("needs the permission to read runs", () => {
    expect(plainRoutes).toContain(streamRoute);
    expect(streamRoute.permission).toBe("runs.read");
  });
});

describe("a reader that comes back", () => {
  it("gets what it has missed, once, and goes on", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([delay()]));
    const { id: other } = await deploy(call, manual([delay()]));
    const topics = `?topics=workflow:${id}`;
    const stream = await listen(topics);
    const first = await start(call, id);
    expect((await stream.next()).id).toBe(first);
    stream.close();
    const second = await start(call, id);
    await start(call, other);
    const third = await start(call, id);
    const again = await listen(topics, { seenId: stream.lastId() });
    expect([(await again.next()).id, (await again.next()).id]).toEqual([second, third]);
    const fourth = await start(call, id);
    expect((await again.next()).id).toBe(fourth);
  });

  it("misses nothing where it had seen nothing yet", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([delay()]));
    const stream = await listen("");
    stream.close();
    const run = await start(call, id);
    const again = await listen("", { seenId: stream.lastId() });
    expect((await again.next()).id).toBe(run);
  });

  it.each(["nonsense", "0-5", ""])(
    "with the id “%s”, which nobody knows any more, is told to read again",
    async (seenId) => {
      const call = await test().client();
      const { id } = await deploy(call, manual([delay()]));
      const stream = await listen("", { seenId });
      expect(await stream.part()).toMatch(/^event: reset\nid: \w+-\d+\ndata: \{\}$/);
      const run = await start(call, id);
      expect((await stream.next()).id).toBe(run);
    },
  );
});

describe("a stream ends", () => {
  it("when its key is revoked, and only then", async () => {
    const call = await test().client();
    const { id, key } = await call(createKey, { body: { name: "n", role: "viewer" } });
    const stream = await listen("", { key });
    const other = await listen("");
    const { id: workflow } = await deploy(call, manual([delay()]));
    await call(revokeKey, { params: { id } });
    expect(await stream.part()).toBe("end");
    const run = await start(call, workflow);
    expect((await other.next()).id).toBe(run);
  });

  it("soon after its key has expired, or another process has revoked it", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const key = await test().key({ role: "viewer", expiresAt: Date.now() + 300 });
    const stream = await listen("", { key });
    vi.advanceTimersByTime(15_000);
    expect(await stream.part()).toMatch(/^: alive\nid: \w+-\d+$/);
    await wait(310);
    vi.advanceTimersByTime(15_000);
    expect(await stream.part()).toBe("end");
  });
});

describe("one stream too many", () => {
  it("is refused with a time to come back", async () => {
    const key = await test().key({ role: "viewer" });
    const abort = new AbortController();
    open.push(abort);
    const ask = () =>
      test().send("/api/v1/sandbox/stream", {
        headers: { authorization: `Bearer ${key}` },
        signal: abort.signal,
      });
    // Kept: a response that nobody holds is closed by the collector.
    const responses = [await ask()];
    while (responses.at(-1)?.ok && responses.length <= 1001) responses.push(await ask());
    const last = required(responses.at(-1), "an answer came");
    expect([last.status, last.headers.get("retry-after")]).toEqual([429, "10"]);
  });
});
