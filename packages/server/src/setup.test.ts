import { completeSetup, getSetup, makeClient, type Problem } from "@stepwell/api";
import { expect, it, onTestFinished } from "vitest";
import { expectProblem } from "./checked-client.suite.ts";
import { openTestServer, testPassword, type TestServer } from "./open-test-server.suite.ts";

const person = { name: "Ada", email: "Ada@Example.com", password: testPassword };

async function fresh(): Promise<TestServer> {
  const test = await openTestServer();
  onTestFinished(() => test.close());
  return test;
}

function tokenOf({ server }: TestServer): string {
  return new URL(server.setupUrl ?? "").searchParams.get("token") ?? "";
}

function post(test: TestServer, token: string, more: object = {}): Promise<Response> {
  return test.send("/api/v1/setup", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...person, token, ...more }),
  });
}

function isNeeded(test: TestServer): Promise<boolean> {
  const call = makeClient({ url: test.url, environment: "live" });
  return call(getSetup).then((answer) => answer.isNeeded);
}

it("the address of a first start makes the owner, signed in, and works once", async () => {
  const test = await fresh();
  expect(test.server.setupUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup\?token=[0-9a-z]{52}$/);
  expect(await isNeeded(test)).toBe(true);
  const token = tokenOf(test);
  const response = await post(test, token);
  expect(response.status).toBe(201);
  expect(completeSetup.answer.parse(await response.json()).user).toMatchObject({
    name: "Ada",
    email: "ada@example.com",
  });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const me = await test.send("/api/v1/me", { headers: { cookie } });
  expect(await me.json()).toMatchObject({ installation: { role: "owner" } });
  expect(await isNeeded(test)).toBe(false);
  const again = await post(test, token, { email: "eve@example.com" });
  expect(await again.json()).toMatchObject({ status: 403, code: "invalid_token" });
  await test.restart();
  expect(test.server.setupUrl).toBeUndefined();
  expect((await post(test, token, { email: "eve@example.com" })).status).toBe(403);
});

it("of two who come at once with the token, one is the owner", async () => {
  const test = await fresh();
  const token = tokenOf(test);
  const emails = ["a@example.com", "b@example.com", "c@example.com"];
  const all = await Promise.all(emails.map((email) => post(test, token, { email })));
  expect(all.map(({ status }) => String(status)).toSorted()).toEqual(["201", "403", "403"]);
  expect(test.server.parts.installation.people.count()).toBe(1);
});

it("a start without users ends the token of the start before", async () => {
  const test = await fresh();
  const before = tokenOf(test);
  await test.restart();
  const now = tokenOf(test);
  expect(now).not.toBe(before);
  expect((await post(test, before)).status).toBe(403);
  expect((await post(test, now)).status).toBe(201);
});

it("a wrong token makes nobody, and cannot be guessed fast", async () => {
  const test = await fresh();
  const token = tokenOf(test);
  for (const wrong of ["x", `${token.slice(0, -1)}-`, token.toUpperCase(), " "])
    expect((await post(test, wrong)).status).toBe(403);
  for (let tries = 0; tries < 2; tries += 1) await post(test, "x");
  const late = await post(test, token);
  expectProblem(late, (await late.json()) as Problem);
  expect(late.status).toBe(429);
  expect(await isNeeded(test)).toBe(true);
});

it("the token is in no file, only its hash", async () => {
  const test = await fresh();
  const stored = await test.server.parts.installation.setting("setup_token");
  expect(stored).toMatch(/^[\da-f]{64}$/);
  expect(stored).not.toBe(tokenOf(test));
});

it("no strangers' body is read beyond what a name and a password need", async () => {
  const test = await fresh();
  expect((await post(test, "x".repeat(20_000))).status).toBe(413);
});
