import { createServer, type AddressInfo, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOutboundClient } from "./outbound-client.ts";
import { failureOf } from "./outside.suite.ts";

const timeoutMs = 2000;
let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer((socket) => socket.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.close());

describe("a guarded connection", () => {
  it("leads to an address that is allowed, also by its name", async () => {
    const client = createOutboundClient({ allow: ["127.0.0.1", "mail.example.com"], resolve });
    for (const host of ["127.0.0.1", "mail.example.com"]) {
      const socket = await client.connect({ host, port, timeoutMs });
      expect(String((await socket.toArray())[0])).toBe("hello");
    }
    await client.close();
  });

  it.each(["127.0.0.1", "0x7f.1", "2130706433", "::1", "::ffff:127.0.0.1", "mail.example.com"])(
    "does not lead to %s where nothing allows it",
    async (host) => {
      const client = createOutboundClient({ allow: [], resolve });
      const failure = await failureOf(client.connect({ host, port, timeoutMs }));
      expect(failure).toMatchObject({ code: "address_not_allowed" });
      await client.close();
    },
  );

  it.each(["a b", "a/b", "user@127.0.0.1", "a?b", "a#b", "a:b@c"])(
    "has no host %j",
    async (host) => {
      const client = createOutboundClient({ allow: ["127.0.0.1"], resolve });
      expect(await failureOf(client.connect({ host, port, timeoutMs }))).toMatchObject({
        code: "invalid_url",
      });
      await client.close();
    },
  );

  it("that nobody answers fails so that it can be tried again", async () => {
    const client = createOutboundClient({ allow: ["127.0.0.1"] });
    const failure = await failureOf(client.connect({ host: "127.0.0.1", port: 1, timeoutMs }));
    expect(failure).toMatchObject({
      code: "network_error",
      retryable: true,
      details: { sent: false },
    });
    await client.close();
  });
});

it("hosts and addresses that the operator names are listed, with their ports", () => {
  const { isListed } = createOutboundClient({
    allow: ["auth.local:8080", "10.0.0.0/8", "plain.local"],
  });
  const listed = (url: string): boolean => isListed(new URL(url));
  for (const url of ["http://auth.local:8080/", "http://10.1.2.3/x", "http://plain.local:1/"])
    expect(listed(url), url).toBe(true);
  for (const url of ["http://auth.local/", "http://11.1.2.3/", "http://example.com/"])
    expect(listed(url), url).toBe(false);
});

async function resolve() {
  return [{ address: "127.0.0.1", family: 4 }];
}
