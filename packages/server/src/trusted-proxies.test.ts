import { listAudit, listSessions, listRefusedWebhooks } from "@stepwell/api";
import { required } from "@stepwell/core";
import { afterEach, describe, expect, it } from "vitest";
import { parseTrustedProxies } from "./http/peer.ts";
import { deploy, openTestServer, testPassword, type TestServer } from "./open-test-server.suite.ts";
import { webhook } from "./sample-definitions.suite.ts";

const client = "203.0.113.9";
const forwarded = { "x-forwarded-for": `198.51.100.7, ${client}` };

let server: TestServer | undefined;
afterEach(() => server?.close());

async function open(...proxies: readonly string[]): Promise<TestServer> {
  const parsed = parseTrustedProxies(proxies);
  if (!parsed.ok) throw new Error(parsed.message);
  server = await openTestServer({ trustedProxies: parsed.ranges });
  return server;
}

const signIn = ({ send }: TestServer, email: string, headers = {}, password = testPassword) =>
  send("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ email, password }),
  });

describe("behind a proxy that the operator trusts", () => {
  it("people have addresses of their own, in sessions, limits and the audit log", async () => {
    const test = await open("127.0.0.0/8");
    const person = await test.person();
    expect((await signIn(test, person.email, forwarded)).status).toBe(200);
    const { items } = await person.client()(listSessions);
    expect(items.map(({ address }) => address)).toContain(client);
    for (let tries = 0; tries < 6; tries += 1) await signIn(test, person.email, forwarded, "wrong");
    expect((await signIn(test, person.email, forwarded)).status).toBe(429);
    expect((await signIn(test, person.email, { "x-forwarded-for": "192.0.2.1" })).status).toBe(200);
    const audit = await person.client()(listAudit);
    expect(audit.items.some(({ address }) => address === client)).toBe(true);
  });

  it("webhooks know their senders", async () => {
    const test = await open("127.0.0.1");
    expect(await refusedFrom(test)).toBe(client);
  });

  it("a page may act that was asked for under the name that the proxy is known by", async () => {
    const test = await open("127.0.0.1");
    const { email } = await test.person();
    const headers = { origin: "https://flow.example", "x-forwarded-host": "flow.example" };
    expect((await signIn(test, email, headers)).status).toBe(200);
    const other = { ...headers, origin: "https://evil.example" };
    expect((await signIn(test, email, other)).status).toBe(403);
  });
});

describe("behind a proxy that nobody has named", () => {
  it("headers say nothing: everybody can write them", async () => {
    const test = await open("10.0.0.0/8");
    const person = await test.person();
    const headers = { origin: "https://evil.example", "x-forwarded-host": "evil.example" };
    expect((await signIn(test, person.email, headers)).status).toBe(403);
    expect((await signIn(test, person.email, forwarded)).status).toBe(200);
    const { items } = await person.client()(listSessions);
    expect(items.some(({ address }) => address === client)).toBe(false);
    expect(await refusedFrom(test)).toContain("127.0.0.1");
  });
});

/** The address of a sender whom a webhook has turned away. */
async function refusedFrom(test: TestServer): Promise<string | null | undefined> {
  const call = await test.client();
  const { trigger } = await deploy(call, webhook([]));
  const body = "{";
  const headers = { "content-type": "application/json", ...forwarded };
  const url = required(trigger.url, "a webhook has an address");
  expect((await fetch(url, { method: "POST", headers, body })).status).toBe(400);
  const { items } = await call(listRefusedWebhooks, {});
  return items[0]?.address;
}
