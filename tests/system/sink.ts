import { createServer } from "node:http";

/** The outside world: counts what reaches it, by event and step, with the keys that came along. */
export interface Sink {
  readonly url: string;
  /** `event/step` → idempotency keys, one entry for each request. */
  readonly received: ReadonlyMap<string, readonly string[]>;
  close(): Promise<void>;
}

export interface SinkOptions {
  /** How long an answer takes. */
  readonly delayMs: number;
}

export async function openSink({ delayMs }: SinkOptions): Promise<Sink> {
  const received = new Map<string, string[]>();
  const server = createServer((request, response) => {
    const key = String(request.headers["idempotency-key"]);
    const [, event = "", step = ""] = (request.url ?? "").split("/");
    const name = `${event}/${step}`;
    received.set(name, [...(received.get(name) ?? []), key]);
    request.resume();
    setTimeout(() => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
