import { connect } from "node:net";

/*
 * The load source: keep-alive connections that each send the next request when the last is
 * answered. Raw sockets, because it shares the two cores with what it measures.
 * Arguments: port, path, connections, seconds, body. Prints one JSON line.
 */

const [port = "0", path = "/", connections = "64", seconds = "5", body = "{}"] =
  process.argv.slice(2);
const request = Buffer.from(
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);
const latencies: number[] = [];
let requests = 0;
let refused = 0;
/** Refusals that do not say when to come back. */
let withoutRetryAfter = 0;
let isOver = false;

function drive(): Promise<void> {
  return new Promise((resolve, reject) => {
    let sentAt = 0;
    let pending = "";
    const socket = connect(Number(port), "127.0.0.1", send);
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (chunk: Buffer) => {
      pending += chunk.toString("latin1");
      const status = readAnswer(pending);
      if (status === undefined) return;
      latencies.push(performance.now() - sentAt);
      if (status < 300) requests += 1;
      else refuse(pending);
      pending = "";
      if (isOver) socket.end();
      else send();
    });
    function send(): void {
      sentAt = performance.now();
      socket.write(request);
    }
  });
}

function refuse(answer: string): void {
  refused += 1;
  if (!/^retry-after: \d+\r$/im.test(answer)) withoutRetryAfter += 1;
}

/** The status of a complete answer, undefined while it is not complete. */
function readAnswer(text: string): number | undefined {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
  return text.length >= head + 4 + length ? Number(text.slice(9, 12)) : undefined;
}

const startedAt = performance.now();
setTimeout(
  () => {
    isOver = true;
  },
  Number(seconds) * 1000,
);
await Promise.all(Array.from({ length: Number(connections) }, drive));
const elapsed = (performance.now() - startedAt) / 1000;
latencies.sort((a, b) => a - b);
const at = (share: number): number =>
  Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(2));
const figures = {
  requests,
  refused,
  withoutRetryAfter,
  perSecond: Math.round(requests / elapsed),
  p50Ms: at(0.5),
  p99Ms: at(0.99),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
