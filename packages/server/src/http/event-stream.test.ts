import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { type EventStream, openEventStream } from "./event-stream.ts";

it("a reader that takes nothing from its socket is cut off, and others are not", async () => {
  const streams: EventStream[] = [];
  let closed = 0;
  const server = createServer((_request, response) => {
    response.once("close", () => (closed += 1));
    streams.push(openEventStream(response, async () => [": alive"]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const open = (): Promise<IncomingMessage> =>
    new Promise((resolve) => {
      get({ port, host: "127.0.0.1" }, resolve);
    });
  const opening = [open(), open()];
  for (let turns = 0; streams.length < 2 && turns < 1000; turns += 1) await setImmediate();
  for (const stream of streams) stream.send([": open"]);
  const [sleeper, reader] = await Promise.all(opening);
  sleeper?.on("error", () => undefined).pause();
  reader?.resume();
  let told = 0;
  for (; closed === 0 && told < 500; told += 1) {
    for (const stream of streams) stream.send([`data: ${"x".repeat(100_000)}`]);
    await setImmediate();
    await setImmediate();
  }
  expect(closed).toBe(1);
  expect(told).toBeGreaterThan(10);
});
