import { connect } from "node:net";
import {
  createWorkflow,
  fullPath,
  getEvent,
  listWorkflows,
  type Operation,
  operations,
  type Problem,
  sendEvents,
  setLimits,
} from "@stepwell/api";
import { StoreReadOnlyError } from "@stepwell/core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectNoInside, expectProblem, refusal } from "./checked-client.suite.ts";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { manual, webhook } from "./sample-definitions.suite.ts";

const test = useTestServer();
let authorization = "";
let hookPath = "";

beforeAll(async () => {
  authorization = `Bearer ${await test().key()}`;
  const { trigger } = await deploy(await test().client(), webhook([]));
  hookPath = new URL(trigger.url ?? "").pathname;
});

type Body = string | Uint8Array<ArrayBuffer> | ReadableStream;

interface Sent {
  readonly status: number;
  readonly code: string | undefined;
  readonly issue: string | undefined;
}

interface Init extends Omit<RequestInit, "headers"> {
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(path: string, body: Body, { headers, ...init }: Init = {}): Promise<Sent> {
  const response = await test().send(path, {
    method: "POST",
    body,
    ...init,
    headers: { authorization, "content-type": "application/json", ...headers },
  });
  const text = await response.text();
  if (response.ok) return { status: response.status, code: undefined, issue: undefined };
  const problem = JSON.parse(text) as Problem;
  expectProblem(response, problem);
  expectNoInside(text, [test().dataDir]);
  return { status: response.status, code: problem.code, issue: problem.errors?.[0]?.code };
}

const eventsPath = "/api/v1/live/events";
const doors = [
  ["events", () => eventsPath, 202],
  ["a webhook", () => hookPath, 200],
] as const;

/** An event of exactly so many bytes. */
function eventOf(bytes: number): string {
  const frame = '{"type":"t","data":{"pad":""}}';
  return frame.replace('""', `"${"x".repeat(bytes - frame.length)}"`);
}

const nested = (depth: number) => `{"type":"t","data":${"[".repeat(depth)}${"]".repeat(depth)}}`;

function manyKeys(count: number): string {
  const keys = Array.from({ length: count }, (_, index) => `"k${index}":0`).join(",");
  return `{"type":"t","data":{${keys}}}`;
}

describe.each(doors)("%s", (_name, path, ok) => {
  it.each([2000, 1_048_576])(
    "takes %d bytes where that is the limit, and not one more",
    async (max) => {
      const call = await test().client();
      await call(setLimits, { body: { eventBytesMax: max } });
      const sent = [];
      for (const bytes of [max - 1, max, max + 1]) sent.push(await send(path(), eventOf(bytes)));
      expect(sent.map(({ status }) => status)).toEqual([ok, ok, 413]);
      expect(sent[2]?.code).toBe("payload_too_large");
      await call(setLimits, { body: { eventBytesMax: 1_048_576 } });
    },
  );

  it("refuses what is larger than the server ever reads, with and without its length", async () => {
    const huge = new Uint8Array(16 * 1024 * 1024 + 1).fill(32);
    expect(await send(path(), huge)).toMatchObject({ status: 413, code: "payload_too_large" });
    const stream = new Blob([huge]).stream();
    const streamed = await send(path(), stream, { duplex: "half" });
    expect(streamed).toMatchObject({ status: 413, code: "payload_too_large" });
    expect((await send(path(), eventOf(100))).status).toBe(ok);
  });

  it.each([
    ["nothing but a bracket", "{", "malformed_json"],
    ["no JSON", "hello", "malformed_json"],
    ["JSON and more", "{} {}", "malformed_json"],
    ["a comment", "{/* */}", "malformed_json"],
    ["a number that is none", '{"type":NaN}', "malformed_json"],
    ["65 levels and two around them", nested(65), "json_too_deep"],
    ["half a megabyte of brackets", "[".repeat(500_000), "json_too_deep"],
    ["more than ten thousand keys", manyKeys(10_001), "json_too_many_keys"],
    [
      "a key that reaches the prototype",
      '{"type":"t","data":{"__proto__":{"x":1}}}',
      "prototype_key",
    ],
    ["such a key, spelled with escapes", '{"\\u005f_proto__":{"x":1}}', "prototype_key"],
    ["constructor.prototype", '{"constructor":{"prototype":{"x":1}}}', "prototype_key"],
  ])("refuses %s", async (_what, body, issue) => {
    const startedAt = performance.now();
    const sent = await send(path(), body);
    expect(sent).toEqual({ status: 400, code: "malformed_json", issue });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it("refuses what is not UTF-8", async () => {
    const sent = await send(path(), Uint8Array.from([0x22, 0xff, 0xfe, 0x22]));
    expect(sent).toMatchObject({ status: 400, code: "malformed_json" });
  });

  it.each(["application/xml", "multipart/form-data; boundary=x", "application/octet-stream", "x"])(
    "refuses %s",
    async (type) => {
      const sent = await send(path(), "{}", { headers: { "content-type": type } });
      expect(sent).toMatchObject({ status: 415, code: "unsupported_media_type" });
    },
  );

  it("takes what is odd but right", async () => {
    for (const body of [
      '\ufeff{"type":"t"}',
      '{"type":"t","data":{"a":1e300,"b":-0,"c":"\\ud800","c":2}}',
      '{"type":"t","data":{"constructor":"a word","prototype":"another"}}',
      nested(60),
    ])
      expect((await send(path(), body)).status).toBe(ok);
  });
});

const writing = (Object.values(operations) as readonly Operation[])
  .filter(({ method }) => method !== "GET")
  .map((operation) => [operation.id, operation] as const);

describe.each(writing)("%s", (_id, operation) => {
  const path = fullPath(operation)
    .replace("{env}", "live")
    .replaceAll(/\{\w+\}/g, "nobody");
  const init = { method: operation.method };

  it("refuses malformed JSON, other types, and too much of it", async () => {
    const malformed = await send(path, '{"a":', init);
    const xml = await send(path, "<a/>", { ...init, headers: { "content-type": "text/xml" } });
    const large = await send(path, " ".repeat(1_048_577), init);
    expect([malformed.code, xml.code, large.code]).toEqual([
      "malformed_json",
      "unsupported_media_type",
      "payload_too_large",
    ]);
  });

  it("refuses fields that it does not know, and forbidden keys", async () => {
    const field = await send(path, '{"nobodyKnowsThis":1}', init);
    expect(field).toMatchObject({ status: 422, code: "invalid_input" });
    const forbidden = await send(path, '{"__proto__":{"admin":true}}', init);
    expect(forbidden.issue).toBe("prototype_key");
    const query = await send(`${path}?nobodyKnowsThis=1`, "", init);
    expect(query.code).toBe("invalid_input");
  });
});

/** The answer to bytes on a socket: not everything can be said with a client. */
function sendBytes(text: string): Promise<string> {
  const { hostname, port } = new URL(test().url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
    socket.on("error", reject);
  });
}

describe("what is not even a request", () => {
  it.each([
    [
      "headers without end",
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(100_000)}\r\n\r\n`,
      431,
      "headers_too_large",
    ],
    ["no HTTP", "hello\r\n\r\n", 400, "malformed_request"],
    [
      "a header that is none",
      "GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n",
      400,
      "malformed_request",
    ],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
      400,
      "malformed_request",
    ],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
      "malformed_request",
    ],
  ])("%s is answered as a problem", async (_what, bytes, status, code) => {
    const answer = await sendBytes(bytes);
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain("application/problem+json");
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });

  it("leaves the server well", async () => {
    expect((await test().send("/readyz")).status).toBe(200);
  });
});

describe("addresses", () => {
  it.each([
    ["/api/v1/live/runs/%zz", 400, "malformed_request"],
    ["/api/v1/%ff/runs", 400, "malformed_request"],
    [`/api/v1/live/runs/${"x".repeat(500)}`, 414, "uri_too_long"],
    [`/api/v1/live/runs/${"x".repeat(150)}`, 422, "invalid_input"],
    ["/api/v1/live/runs/..%2f..%2fetc%2fpasswd", 404, "not_found"],
    ["/api/v1/live/workflows/a'; DROP TABLE run; --", 404, "not_found"],
    ["/api/v1/live/runs/%00", 404, "not_found"],
    ["/api/v1/live/workflows/__proto__", 404, "not_found"],
    ["/api/v1/__proto__/workflows", 404, "not_found"],
    ["/api/v1/constructor/workflows", 404, "not_found"],
    ["/hooks/constructor/prototype", 404, "not_found"],
    ["/hooks/live/%zz", 404, "not_found"],
  ])("%s", async (path, status, code) => {
    const response = await test().send(path, { headers: { authorization } });
    const problem = (await response.json()) as Problem;
    expectProblem(response, problem);
    expect([response.status, problem.code]).toEqual([status, code]);
    expectNoInside(JSON.stringify(problem), [test().dataDir]);
  });

  it.each([
    "/runs?limit=0",
    "/runs?limit=201",
    "/runs?limit=x",
    "/runs?from=yesterday",
    "/runs?to=2026-01-01",
    "/runs?version=1.5",
    `/runs?q=${"x".repeat(201)}`,
    "/runs?status=",
    "/runs?limit=1&limit=2",
    "/events?type[]=x",
    "/workflows?archived=perhaps",
  ])("the query of %s is refused", async (path) => {
    const response = await test().send(`/api/v1/live${path}`, { headers: { authorization } });
    const problem = (await response.json()) as Problem;
    expectProblem(response, problem);
    expect(problem.code).toBe("invalid_input");
  });
});

describe("our own mistakes", () => {
  it("are told by an id, without path, SQL or stack", async () => {
    const { store } = test().environment();
    const { workflows } = store;
    store.workflows = async () => {
      throw new Error(`SELECT * FROM run failed at ${test().dataDir}/live.sqlite`);
    };
    const call = await test().client();
    const problem = await refusal(call(listWorkflows));
    store.workflows = workflows;
    expect(problem).toMatchObject({ status: 500, code: "internal" });
    expect(problem.detail).toMatch(/[0-9a-f-]{36}/);
  });

  it("are none of ours where the disk is full: that is told, with a time to come back", async () => {
    const { store } = test().environment();
    const { insertWorkflow } = store;
    store.insertWorkflow = async () => {
      throw new StoreReadOnlyError(`no space left on ${test().dataDir}`);
    };
    const call = await test().client();
    const body = { definition: manual([]) as never };
    const problem = await refusal(call(createWorkflow, { body }));
    store.insertWorkflow = insertWorkflow;
    expect(problem).toMatchObject({ status: 503, code: "read_only" });
  });
});

describe("strange but harmless data", () => {
  it("is stored and given back as it came", async () => {
    const call = await test().client();
    const data = { "": null, "a.b": 1, "💥": "\u0000\u2028", constructor: "c", list: [[[]]] };
    const { items } = await call(sendEvents, { body: { type: "odd", data } });
    const event = await call(getEvent, { params: { id: items[0]?.eventId ?? "" } });
    expect(event.data).toEqual(data);
  });
});
