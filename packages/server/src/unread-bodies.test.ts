import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { listRuns, setLimits } from "@stepwell/api";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { webhook } from "./sample-definitions.suite.ts";

/* Who may not send, or sends too much, is told before his bytes are read. */

const test = useTestServer();
const mebibyte = 1024 * 1024;
const events = "/api/v1/live/events";
let owner = "";
let hook = "";

beforeAll(async () => {
  owner = await test().key();
  const { trigger } = await deploy(await test().client(), webhook([]));
  hook = new URL(trigger.url ?? "").pathname;
});

const sockets: Socket[] = [];
afterEach(() => {
  for (const one of sockets.splice(0)) one.destroy();
});

interface Started {
  readonly socket: Socket;
  /** The answer so far. */
  text(): string;
}

interface Head {
  readonly key?: string;
  readonly bytes?: number;
  readonly asks?: boolean;
}

/** Sends a request's head, and nothing of its body. */
async function start(path: string, { key, bytes, asks = false }: Head = {}): Promise<Started> {
  const { hostname, port } = new URL(test().url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on("error", () => undefined);
  let text = "";
  socket.on("data", (chunk) => (text += String(chunk)));
  await once(socket, "connect");
  const lines = [
    `POST ${path} HTTP/1.1`,
    "host: x",
    "content-type: application/json",
    bytes === undefined ? "transfer-encoding: chunked" : `content-length: ${bytes}`,
    ...(asks ? ["expect: 100-continue"] : []),
    ...(key === undefined ? [] : [`authorization: Bearer ${key}`]),
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  return { socket, text: () => text };
}

async function answer({ text }: Started): Promise<string> {
  for (let turns = 0; !text().includes("}") && turns < 200; turns += 1) await wait(5);
  return text();
}

const status = (text: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);

describe("a body that has not come yet", () => {
  it.each([
    ["without a key", events, async () => ({}), 401],
    ["with a wrong key", events, async () => ({ key: "key_1.x" }), 401],
    [
      "without the permission",
      events,
      async () => ({ key: await test().key({ role: "viewer" }) }),
      403,
    ],
    ["for no environment", "/api/v1/mars/events", async () => ({ key: owner }), 404],
    ["for no route", "/api/v1/live/nothing", async () => ({ key: owner }), 404],
    ["for no webhook", "/hooks/live/nobody", async () => ({}), 404],
    ["for no environment's webhook", "/hooks/mars/nobody", async () => ({}), 404],
  ])("is not waited for %s", async (_why, path, who, expected) => {
    for (const bytes of [10 * mebibyte, undefined]) {
      const size = bytes === undefined ? {} : { bytes };
      const text = await answer(await start(path, { ...(await who()), ...size }));
      expect(status(text)).toBe(expected);
      expect(text.toLowerCase()).toContain("connection: close");
    }
  });

  it.each([
    ["an event", events],
    ["a webhook", () => hook],
  ])("of %s is refused where it says that it is too large", async (_what, path) => {
    const place = typeof path === "string" ? path : path();
    const text = await answer(await start(place, { key: owner, bytes: mebibyte + 1 }));
    expect(status(text)).toBe(413);
    expect(text).toContain("eventBytesMax");
  });

  it("that is small costs its sender no connection", async () => {
    const started = await start(events, { bytes: 2 });
    expect(status(await answer(started))).toBe(401);
    started.socket.write("{}GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
    for (let turns = 0; !started.text().includes('"ok"') && turns < 200; turns += 1) await wait(5);
    expect(started.text()).toContain("HTTP/1.1 200 OK");
  });
});

describe("a sender that asks before it sends", () => {
  it.each([
    ["an event", () => events, 202],
    ["a webhook", () => hook, 200],
  ])("%s is told to go on where its body is wanted", async (_what, path, ok) => {
    const body = '{"type":"t"}';
    const started = await start(path(), { key: owner, bytes: body.length, asks: true });
    for (let turns = 0; started.text() === "" && turns < 200; turns += 1) await wait(5);
    expect(started.text()).toBe("HTTP/1.1 100 Continue\r\n\r\n");
    started.socket.write(body);
    for (let turns = 0; !/ (200|202) /.test(started.text()) && turns < 200; turns += 1)
      await wait(5);
    expect(started.text()).toContain(`HTTP/1.1 ${ok} `);
  });

  it.each([
    ["without a key", () => events, 10, 401],
    ["with too much", () => hook, mebibyte + 1, 413],
  ])("%s is refused at once, and the connection ends", async (_why, path, bytes, expected) => {
    const started = await start(path(), { bytes, asks: true });
    const closed = once(started.socket, "close");
    expect(status(await answer(started))).toBe(expected);
    expect(started.text()).not.toContain("100 Continue");
    await closed;
  });
});

describe("a body in chunks", () => {
  it.each([
    ["an event", () => events],
    ["a webhook", () => hook],
  ])("of %s is read to the limit; then the answer comes, then the end", async (_what, path) => {
    const started = await start(path(), { key: owner });
    const { socket } = started;
    const closed = once(socket, "close");
    const chunk = `10000\r\n${" ".repeat(0x10000)}\r\n`;
    let sent = 0;
    for (; started.text() === "" && sent < 200; sent += 1) {
      socket.write(chunk);
      await wait(1);
    }
    expect(sent).toBeGreaterThanOrEqual(17);
    expect(sent).toBeLessThan(100);
    expect(status(await answer(started))).toBe(413);
    await closed;
  });

  it("that ends in the middle of it is no error of ours, and leaves the server well", async () => {
    const started = await start(hook);
    started.socket.write("5\r\nhello\r\n");
    await wait(20);
    started.socket.destroy();
    expect((await test().send("/readyz")).status).toBe(200);
  });
});

describe("bytes of all bodies together", () => {
  it("are bounded: more is refused with a time to come back, until some have left", async () => {
    const call = await test().client();
    await call(setLimits, { body: { eventBytesMax: 16 * mebibyte } });
    const held: Socket[] = [];
    for (const path of [events, hook, events, hook]) {
      const { socket } = await start(path, { key: owner, bytes: 16 * mebibyte });
      await new Promise((resolve) => socket.write(Buffer.alloc(16 * mebibyte - 1, 32), resolve));
      held.push(socket);
    }
    await wait(50);
    for (const path of [events, hook]) {
      const text = await answer(await start(path, { key: owner, bytes: 1000 }));
      expect(status(text)).toBe(503);
      expect(text).toMatch(/retry-after: [1-9]/i);
      expect(text).toContain("server_busy");
    }
    // What carries no body is served all the same.
    await call(listRuns);
    expect((await test().send("/readyz")).status).toBe(200);
    for (const socket of held) socket.destroy();
    await wait(50);
    await call(setLimits, { body: { eventBytesMax: mebibyte } });
    const sent = await fetch(test().url + hook, { method: "POST", body: "{}" });
    expect(sent.status).toBe(200);
  });

  it("are given back after every way in which a request can end", async () => {
    const body = " ".repeat(mebibyte - 100);
    const headers = { authorization: `Bearer ${owner}`, "content-type": "application/json" };
    for (let turn = 0; turn < 70; turn += 1) {
      const path = turn % 2 === 0 ? events : hook;
      const text = `${body}${turn % 4 < 2 ? "{" : '{"type":"t"}'}`;
      const response = await test().send(path, { method: "POST", headers, body: text });
      expect([200, 202, 400]).toContain(response.status);
    }
  });
});
