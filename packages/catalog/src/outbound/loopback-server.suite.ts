import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers a request; its result does not matter. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A real HTTP server for tests, on one loopback address and a free port. */
export interface LoopbackServer {
  readonly url: string;
  readonly port: number;
  /** TCP connections that were opened, whether or not a request followed. */
  connections(): number;
  close(): Promise<void>;
}

export async function startLoopbackServer(
  handler: Handler,
  address = "127.0.0.1",
  port = 0,
): Promise<LoopbackServer> {
  let connections = 0;
  const server = createServer((request, response) => void handler(request, response));
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, address, resolve);
  });
  const bound = server.address() as AddressInfo;
  const host = address.includes(":") ? `[${address}]` : address;
  return {
    url: `http://${host}:${bound.port}`,
    port: bound.port,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
