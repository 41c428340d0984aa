import type { ServerResponse } from "node:http";
import { safeHeaders } from "./problems.ts";

/* Server-sent events (WHATWG HTML §9.2) on one connection. */

const heartbeatMs = 15_000;
const unsentBytesMax = 1024 * 1024;
const endTakenWithinMs = 1000;

export interface EventStream {
  /** A reader that is too slow is cut off; it comes back by itself. After the end nothing is sent. */
  send(lines: readonly string[]): void;
  /** A reader that does not take what was sent before has a moment for it. */
  end(): void;
}

/** `beat` gives the lines that keep the connection alive; the stream ends where it gives none. */
export function openEventStream(
  response: ServerResponse,
  beat: () => Promise<readonly string[] | undefined>,
): EventStream {
  response.writeHead(200, {
    ...safeHeaders,
    "content-type": "text/event-stream",
    "x-accel-buffering": "no",
  });
  // Between the end and the close a write would be an error, and without a listener that of the process.
  const isOver = (): boolean => response.writableEnded || response.destroyed;
  response.on("error", () => response.destroy());
  const stream: EventStream = {
    send(lines) {
      if (isOver()) return;
      response.write(`${lines.join("\n")}\n\n`);
      if (response.writableLength > unsentBytesMax) response.destroy();
    },
    end() {
      if (isOver()) return;
      response.end();
      const cutting = setTimeout(() => response.destroy(), endTakenWithinMs);
      response.once("close", () => clearTimeout(cutting));
    },
  };
  const heartbeat = setInterval(() => {
    const answer = beat().then((lines) => (lines ? stream.send(lines) : stream.end()));
    // Whether the reader may stay cannot be known: he comes back and is asked again.
    answer.catch(stream.end);
  }, heartbeatMs);
  response.once("close", () => clearInterval(heartbeat));
  return stream;
}
