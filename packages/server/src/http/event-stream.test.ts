import { once } from "node:events";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { required } from "@stepwell/core";
import { expect, it, onTestFinished, vi } from "vitest";
import { type EventStream, openEventStream } from "./event-stream.ts";

interface Opened {
  readonly stream: EventStream;
  readonly response: ServerResponse;
  readonly reader: IncomingMessage;
}

/** Each with a reader that does not read yet. */
async function openStreams(count: number): Promise<readonly Opened[]> {
  const sides: Omit<Opened, "reader">[] = [];
  const server = createServer((_request, response) => {
    sides.push({ stream: openEventStream(response, async () => [": alive"]), response });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const opened: Opened[] = [];
  for (let index = 0; index < count; index += 1) {
    const opening = new Promise<IncomingMessage>((resolve) => {
      get({ port, host: "127.0.0.1" }, resolve);
    });
    while (sides.length === index) await setImmediate();
    const side = required(sides[index], "it was asked for");
    side.stream.send([": open"]);
    const reader = await opening;
    opened.push({ ...side, reader: reader.on("error", () => undefined).pause() });
  }
  return opened;
}

async function openSleeper(): Promise<Opened> {
  const [opened] = await openStreams(1);
  return required(opened, "one was opened");
}

const large = [`data: ${"x".repeat(100_000)}`];

it("a reader that takes nothing from its socket is cut off, and others are not", async () => {
  const opened = await openStreams(2);
  let closed = 0;
  for (const { response } of opened) response.once("close", () => (closed += 1));
  opened[1]?.reader.resume();
  let told = 0;
  for (; closed === 0 && told < 500; told += 1) {
    for (const { stream } of opened) stream.send(large);
    await setImmediate();
    await setImmediate();
  }
  expect(closed).toBe(1);
  expect(opened[0]?.response.destroyed).toBe(true);
  expect(told).toBeGreaterThan(10);
});

it("a stream that has ended tells nothing more, and is cut off where nobody takes the end", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { stream, response } = await openSleeper();
  const errors: unknown[] = [];
  response.on("error", (error) => errors.push(error));
  for (let told = 0; response.writableLength < 200_000 && told < 500; told += 1) {
    stream.send(large);
    await setImmediate();
  }
  expect(response.destroyed).toBe(false);
  stream.end();
  stream.end();
  stream.send(["data: late"]);
  await setImmediate();
  expect(response.destroyed).toBe(false);
  const closing = once(response, "close");
  vi.advanceTimersByTime(2000);
  expect(response.destroyed).toBe(true);
  await closing;
  stream.send(["data: later still"]);
  await setImmediate();
  expect(errors).toEqual([]);
});

it("a reader gets all that was sent before the end", async () => {
  const { stream, reader } = await openSleeper();
  stream.send(large);
  stream.end();
  stream.send(["data: late"]);
  let text = "";
  for await (const part of reader.setEncoding("utf8")) text += part;
  expect(text).toBe(`: open\n\n${large[0]}\n\n`);
});

it("an error of a connection ends its stream and nothing else", async () => {
  const { response } = await openSleeper();
  expect(() => response.emit("error", new Error("gone"))).not.toThrow();
  expect(response.destroyed).toBe(true);
});
