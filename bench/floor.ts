import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Worker } from "node:worker_threads";

/*
 * The floor: what the machine can do at most. A bare HTTP server that parses each body and answers
 * when one row with it is durable: group commits with `synchronous=FULL` in a writer thread.
 * Argument: the database file. Prints the port, then serves until it is ended.
 */

const [file = "floor.sqlite"] = process.argv.slice(2);
const writer = new Worker(new URL("./floor-writer.ts", import.meta.url), { workerData: file });
let waiting: { text: string; done: () => void }[] = [];
let inFlight: (() => void)[] | undefined;

function flush(): void {
  if (inFlight || waiting.length === 0) return;
  inFlight = waiting.map(({ done }) => done);
  writer.postMessage(waiting.map(({ text }) => text));
  waiting = [];
}

writer.on("message", () => {
  const done = inFlight ?? [];
  inFlight = undefined;
  flush();
  for (const one of done) one();
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const done = (): void => void response.writeHead(200, { "content-length": 2 }).end("ok");
    waiting.push({ text: JSON.stringify(body), done });
    flush();
  });
}

const server = createServer(answer);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : 0}\n`);
});
