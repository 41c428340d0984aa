import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on the outside: answers 422 to what says `bad`, and late to what says `slow`. */
export interface Sink extends AsyncDisposable {
  readonly url: string;
  /** What came, as text. */
  readonly bodies: readonly string[];
  /** From now on nothing is bad. */
  mend(): void;
}

const slowMs = 1500;

export async function openSink(): Promise<Sink> {
  const bodies: string[] = [];
  let isMended = false;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      bodies.push(body);
      const isBad = body.includes("bad") && !isMended;
      const answer = (): void => {
        response.writeHead(isBad ? 422 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify(isBad ? { error: "this one is bad" } : { ok: true, id: 7 }));
      };
      setTimeout(answer, body.includes("slow") ? slowMs : 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    bodies,
    mend: () => (isMended = true),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
