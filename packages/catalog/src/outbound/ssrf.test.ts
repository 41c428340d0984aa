import type { LookupAddress } from "node:dns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StepError } from "@stepwell/core";
import { type LoopbackServer, startLoopbackServer } from "./loopback-server.suite.ts";
import { createOutboundClient, type OutboundClient } from "./outbound-client.ts";

/*
 * Ways to a service on loopback that nobody allowed. The canary counts TCP connections, so a
 * guard that looks after connecting would be seen too.
 */

let canary: LoopbackServer;
let canary6: LoopbackServer;
/** Plays the public internet: it is allowed by address, the canaries are not. */
let outside: LoopbackServer;
let isSecond = false;

beforeAll(async () => {
  canary = await startLoopbackServer((_, response) => response.end("canary"));
  canary6 = await startLoopbackServer((_, response) => response.end("canary"), "::1", canary.port);
  outside = await startLoopbackServer((request, response) => {
    const to = new URL(request.url ?? "/", "http://x").searchParams.get("to");
    const status = Number(request.headers["x-status"] ?? 302);
    if (to === null) return response.end("outside");
    const location = to.replaceAll(/[^ -~]/g, encodeURIComponent);
    return response.writeHead(status, { location }).end();
  }, "127.0.0.2");
});

afterAll(() => Promise.all([canary.close(), canary6.close(), outside.close()]));

function answers(...addresses: readonly string[]): readonly LookupAddress[] {
  return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
}

const names: { readonly [name: string]: () => readonly LookupAddress[] } = {
  localhost: () => answers("127.0.0.1", "::1"),
  "evil.example": () => answers("127.0.0.1"),
  "evil6.example": () => answers("::1"),
  "zone.example": () => answers("::1%lo"),
  "mapped.example": () => answers("::ffff:127.0.0.1"),
  "mixed.example": () => answers("127.0.0.2", "127.0.0.1"),
  "nat64.example": () => answers("64:ff9b::7f00:1"),
  "zero.example": () => answers("0.0.0.0"),
  "meta.example": () => answers("169.254.169.254"),
  "rebind.example": () => {
    isSecond = !isSecond;
    return answers(isSecond ? "127.0.0.2" : "127.0.0.1");
  },
};

function clientWith(allow: readonly string[], ownPorts: readonly number[] = []): OutboundClient {
  return createOutboundClient({
    allow,
    ownPorts,
    resolve: (host) => {
      const known = names[host];
      const error = Object.assign(new Error("unknown"), { code: "ENOTFOUND" });
      return known ? Promise.resolve(known()) : Promise.reject(error);
    },
  });
}

async function codeOf(client: OutboundClient, url: string, status = 302): Promise<string> {
  const headers = { "x-status": String(status) };
  const shared = { timeoutMs: 5000, maxBytes: 1000, headers };
  try {
    const response = await client.request({ method: "GET", url, ...shared });
    return Buffer.from(response.body).toString();
  } catch (error) {
    return error instanceof StepError ? error.failure.code : String(error);
  }
}

const literalHosts = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "2130706433",
  "017700000001",
  "0177.0.0.1",
  "0x7f000001",
  "0x7f.0.0.1",
  "0x7f.1",
  "127.0.0.1.",
  "%31%32%37.0.0.1",
  "①②⑦.⓪.⓪.①",
  "127。0。0。1",
  "0.0.0.0",
  "0",
  "[::]",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[0:0:0:0:0:ffff:7f00:1]",
  "[::127.0.0.1]",
  "[::ffff:0:127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[64:ff9b:1::7f00:1]",
  "[2002:7f00:1::]",
  "[2001:0:102:304::80ff:fffe]",
  "[fe80::5efe:127.0.0.1]",
  "user@127.0.0.1",
  "public.example@127.0.0.1",
  "public.example%40@127.0.0.1",
  "public.example:80@127.0.0.1",
];
const nameHosts = [
  "localhost",
  "localhost.",
  "LOCALHOST",
  "loc\u00adalhost",
  "evil.example",
  "evil.example.",
  "evil6.example",
  "zone.example",
  "mapped.example",
  "mixed.example",
  "nat64.example",
  "zero.example",
];

describe("the guard against requests to the inside", () => {
  it.each([...literalHosts, ...nameHosts])("keeps http://%s from the canary", async (host) => {
    const client = clientWith([]);
    expect(await codeOf(client, `http://${host}:${canary.port}/`)).toMatch(
      /^(address_not_allowed|invalid_url)$/,
    );
    expect(canary.connections() + canary6.connections()).toBe(0);
    await client.close();
  });

  it.each([...literalHosts, ...nameHosts])(
    "keeps a redirect to %s from the canary",
    async (host) => {
      const client = clientWith(["127.0.0.2"]);
      const to = encodeURIComponent(`http://${host}:${canary.port}/`);
      for (const status of [301, 302, 303, 307, 308])
        expect(await codeOf(client, `${outside.url}/?to=${to}`, status)).toMatch(
          /^(address_not_allowed|invalid_url)$/,
        );
      expect(canary.connections() + canary6.connections()).toBe(0);
      await client.close();
    },
  );

  it.each([
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1/",
    "unix:/run/x",
    "data:,x",
    "//127.0.0.1/",
    "http://[fe80::1%25lo]/",
    "http://",
  ])("accepts http and https only, not %s", async (url) => {
    const client = clientWith(["127.0.0.2"]);
    expect(await codeOf(client, url)).toBe("invalid_url");
    expect(await codeOf(client, `${outside.url}/?to=${encodeURIComponent(url)}`)).toMatch(
      /^(address_not_allowed|invalid_url)$/,
    );
    expect(canary.connections()).toBe(0);
    await client.close();
  });

  it("connects to the address that it checked, also when the name is bound anew", async () => {
    const url = `http://rebind.example:${outside.port}/`;
    const trap = await startLoopbackServer((_, r) => r.end("canary"), "127.0.0.1", outside.port);
    for (let round = 0; round < 4; round += 1) {
      const client = clientWith(["127.0.0.2"]);
      isSecond = round % 2 === 1;
      expect(await codeOf(client, url)).toBe(isSecond ? "outside" : "address_not_allowed");
      await client.close();
    }
    expect(trap.connections()).toBe(0);
    await trap.close();
  });

  it("refuses metadata services even inside an allowed range or by an allowed name", async () => {
    const client = clientWith(["0.0.0.0/0", "::/0", "meta.example"]);
    const urls = [
      "http://169.254.169.254/latest/meta-data/",
      "http://[::ffff:169.254.169.254]/",
      "http://[64:ff9b::a9fe:a9fe]/",
      "http://[2002:a9fe:a9fe::]/",
      "http://[fd00:ec2::254]/",
      "http://168.63.129.16/",
      "http://meta.example/",
    ];
    for (const url of urls) expect(await codeOf(client, url)).toBe("address_not_allowed");
    await client.close();
  });

  it("refuses this server's own ports unless an entry names the port", async () => {
    const refused = clientWith(["127.0.0.2", "mixed.example"], [outside.port]);
    expect(await codeOf(refused, outside.url)).toBe("address_not_allowed");
    expect(await codeOf(refused, `http://mixed.example:${outside.port}/`)).toBe(
      "address_not_allowed",
    );
    const named = clientWith([`127.0.0.2:${outside.port}`], [outside.port]);
    expect(await codeOf(named, outside.url)).toBe("outside");
    const otherPort = clientWith(["127.0.0.2"], [outside.port + 1]);
    expect(await codeOf(otherPort, outside.url)).toBe("outside");
    await Promise.all([refused, named, otherPort].map((client) => client.close()));
  });

  it("lets an allowed name, address or range be reached, and only on the named port", async () => {
    const url = `http://evil.example:${canary.port}/`;
    const allowed = ["evil.example", "127.0.0.1", "127.0.0.0/8", `evil.example:${canary.port}`];
    for (const entry of allowed) {
      const client = clientWith([entry]);
      expect(await codeOf(client, url)).toBe("canary");
      await client.close();
    }
    for (const entry of ["other.example", "10.0.0.0/8", "127.0.0.1:1", "evil.example:1"]) {
      const client = clientWith([entry]);
      expect(await codeOf(client, url)).toBe("address_not_allowed");
      await client.close();
    }
    const v6 = clientWith(["::1"]);
    expect(await codeOf(v6, `http://[::1]:${canary6.port}/`)).toBe("canary");
    await v6.close();
  });

  it("tells how to allow an address, and not which address a name has", async () => {
    const client = clientWith([]);
    const request = { method: "GET", url: "http://evil.example/", timeoutMs: 5000, maxBytes: 1 };
    await expect(client.request(request)).rejects.toMatchObject({
      failure: {
        retryable: false,
        message: expect.stringMatching(/^evil\.example:80 .*\(loopback\).*STEPWELL_OUTBOUND_ALLOW/),
        details: { host: "evil.example", port: 80, reason: "loopback" },
      },
    });
    await client.close();
  });

  it("refuses an allow list that it cannot read", () => {
    expect(() => createOutboundClient({ allow: ["10.0.0.0/99"] })).toThrow(
      "STEPWELL_OUTBOUND_ALLOW",
    );
  });
});
