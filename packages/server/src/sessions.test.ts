import {
  changePassword,
  getMe,
  getSession,
  listSessions,
  type Problem,
  revokeOtherSessions,
  revokeSession,
  sessionCookie,
} from "@stepwell/api";
import { unitMs } from "@stepwell/core";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { expectProblem, refusal } from "./checked-client.suite.ts";
import { openTestServer, testPassword, useTestServer } from "./open-test-server.suite.ts";

const test = useTestServer();
afterEach(() => test().server.parts.attempts.clear());

function post(path: string, body: object, headers: Record<string, string> = {}) {
  const sent = { "content-type": "application/json", origin: test().url, ...headers };
  return test().send(path, { method: "POST", headers: sent, body: JSON.stringify(body) });
}

function signIn(email: string, password = testPassword, headers: Record<string, string> = {}) {
  return post("/api/auth/sign-in/email", { email, password }, headers);
}

function cookieOf(response: Response): string {
  const [line = ""] = response.headers.getSetCookie();
  return line.split(";")[0] ?? "";
}

async function works(cookie: string): Promise<boolean> {
  const response = await test().send("/api/v1/me", { headers: { cookie } });
  return response.status === 200;
}

describe("signing in", () => {
  it("sets one cookie that no script reads, that other sites' requests do not carry", async () => {
    const { email, id } = await test().person();
    const response = await signIn(email.toUpperCase());
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ user: { id, email } });
    const lines = response.headers.getSetCookie();
    expect(lines).toHaveLength(1);
    const [pair = "", ...attributes] = (lines[0] ?? "").split("; ");
    expect(pair).toMatch(new RegExp(`^${sessionCookie}=.{40,}`));
    const wanted = ["HttpOnly", "Path=/", "SameSite=Lax", `Max-Age=${14 * 86_400}`];
    expect(attributes.toSorted()).toEqual(wanted.toSorted());
    expect(await works(pair)).toBe(true);
  });

  it("under https sets a cookie that goes out by https only, to this host only", async () => {
    const secure = await openTestServer({ publicUrl: "https://flow.example" });
    onTestFinished(() => secure.close());
    const { email } = await secure.person();
    const body = JSON.stringify({ email, password: testPassword });
    const headers = { "content-type": "application/json", origin: "https://flow.example" };
    const init = { method: "POST", headers, body };
    const response = await secure.send("/api/auth/sign-in/email", init);
    const [line = ""] = response.headers.getSetCookie();
    expect(line).toMatch(new RegExp(`^__Host-${sessionCookie}=`));
    expect(line).toContain("; Secure");
    expect(line).not.toContain("Domain");
  });

  it("says and does the same for an unknown address and for a wrong password", async () => {
    const { email } = await test().person();
    const timed = async (address: string) => {
      const start = performance.now();
      const response = await signIn(address, "another wrong password");
      const text = await response.text();
      return { text, status: response.status, ms: performance.now() - start };
    };
    const rounds = [0, 1, 2, 3];
    const known: number[] = [];
    const unknown: number[] = [];
    for (const round of rounds) {
      test().server.parts.attempts.clear();
      const [first, second] = [await timed(email), await timed(`nobody${round}@example.com`)];
      expect(second.text).toBe(first.text);
      expect([first.status, second.status]).toEqual([401, 401]);
      known.push(first.ms);
      unknown.push(second.ms);
    }
    // Hashing takes tens of milliseconds: to leave it out would show.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2);
    expect(Math.min(...known)).toBeGreaterThan(Math.min(...unknown) / 2);
  });

  it("is refused after some wrong passwords, even with the right one, until its time", async () => {
    const { email, id } = await test().person();
    for (let tries = 0; tries < 6; tries += 1)
      expect((await signIn(email, `wrong password ${tries}`)).status).toBe(401);
    const response = await signIn(email, testPassword, { "x-forwarded-for": "203.0.113.9" });
    expect(response.status).toBe(429);
    expectProblem(response, (await response.json()) as Problem);
    const after = Number(response.headers.get("retry-after"));
    expect(after).toBeGreaterThan(800);
    expect(after).toBeLessThanOrEqual(900);
    // It was not even looked at.
    const { sessions } = test().server.parts.installation;
    expect(sessions.list(id, Date.now())).toHaveLength(1);
  });

  it("one address cannot try one password at many accounts", async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 27; tries += 1)
      statuses.push((await signIn(`person-${tries}@many.example`)).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(25);
    expect(statuses.at(-1)).toBe(429);
  });

  it("counts only what fails: who signs in often is not stopped", async () => {
    const { email } = await test().person();
    for (let tries = 0; tries < 30; tries += 1) expect((await signIn(email)).status).toBe(200);
  });

  it("many at once try no more than one after the other", async () => {
    const { email } = await test().person();
    const all = Array.from(
      { length: 20 },
      async () => (await signIn(email, "wrong password")).status,
    );
    const statuses = await Promise.all(all);
    expect(statuses.filter((status) => status === 401)).toHaveLength(6);
  });

  it("and signing up have no other way in: the library's own routes are not there", async () => {
    const body = { email: "new@example.com", password: testPassword, name: "New" };
    for (const path of ["sign-up/email", "sign-in/social", "update-user", "delete-user", "ok", ""])
      expect((await post(`/api/auth/${path}`, body)).status).toBe(404);
    for (const path of ["ok", "error", "reset-password/x", "reference"])
      expect((await test().send(`/api/auth/${path}`)).status).toBe(404);
  });

  it("takes no form of another site", async () => {
    const { email } = await test().person();
    const form = await test().send("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ email, password: testPassword }).toString(),
    });
    expect(form.status).toBe(415);
    const evil = await signIn(email, testPassword, { origin: "https://evil.example" });
    expect(await evil.json()).toMatchObject({ status: 403, code: "cross_origin" });
    expect(evil.headers.getSetCookie()).toEqual([]);
  });
});

describe("a session", () => {
  it("ends with signing out, at once and for good", async () => {
    const { email } = await test().person();
    const cookie = cookieOf(await signIn(email));
    expect(await works(cookie)).toBe(true);
    const left = await post("/api/auth/sign-out", {}, { cookie });
    expect(left.status).toBe(204);
    expect(left.headers.getSetCookie()[0]).toMatch(new RegExp(`^${sessionCookie}=;.*Max-Age=0`));
    expect(await works(cookie)).toBe(false);
    expect((await post("/api/auth/sign-out", {})).status).toBe(204);
  });

  it("is told of, or that there is none", async () => {
    const { id, cookie, client } = await test().person();
    expect(await client()(getSession)).toMatchObject({
      user: { id },
      session: { isCurrent: true },
    });
    const without = await test().send("/api/auth/get-session");
    expect(await without.json()).toEqual({ user: null, session: null });
    const shown = await test().send("/api/auth/get-session", { headers: { cookie } });
    const token = decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? "";
    expect(token.length).toBeGreaterThan(20);
    expect(await shown.text()).not.toContain(token);
  });

  it("is listed with where it was begun, and can be ended from another one", async () => {
    const person = await test().person();
    const agent = { "user-agent": "Browser/1", "x-forwarded-for": "203.0.113.9" };
    const other = cookieOf(await signIn(person.email, testPassword, agent));
    const call = person.client();
    const { items } = await call(listSessions);
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      isCurrent: false,
      userAgent: "Browser/1",
      address: expect.stringContaining("127.0.0.1"),
    });
    expect(await works(other)).toBe(true);
    await call(revokeSession, { body: { id: items[0]?.id ?? "" } });
    expect(await works(other)).toBe(false);
    expect(await works(person.cookie)).toBe(true);
  });

  it("of somebody else cannot be ended", async () => {
    const [mine, other] = [await test().person(), await test().person()];
    const { items } = await other.client()(listSessions);
    const body = { id: items[0]?.id ?? "" };
    expect((await refusal(mine.client()(revokeSession, { body }))).code).toBe("not_found");
    expect(await works(other.cookie)).toBe(true);
  });

  it("ends others of its user where it says so, and only his", async () => {
    const [mine, bystander] = [await test().person(), await test().person()];
    const other = cookieOf(await signIn(mine.email));
    await mine.client()(revokeOtherSessions);
    expect([await works(mine.cookie), await works(other)]).toEqual([true, false]);
    expect(await works(bystander.cookie)).toBe(true);
  });

  it("holds for 14 days from its last use, renewed once a day", async () => {
    const { id, cookie } = await test().person();
    const { sessions, authTables } = test().server.parts.installation;
    const where = [{ field: "userId", operator: "eq", value: id }] as const;
    const now = Date.now();
    const setExpiry = (expiresAt: number) => {
      authTables.update({ table: "session", where }, { expiresAt });
      test().server.parts.forgetCaller(id);
    };
    setExpiry(now + 12 * unitMs.days);
    const renewed = await test().send("/api/v1/me", { headers: { cookie } });
    expect(cookieOf(renewed)).toBe(cookie);
    const [row] = sessions.list(id, now);
    expect(row?.expiresAt).toBeGreaterThanOrEqual(now + 14 * unitMs.days - 1000);
    const again = await test().send("/api/v1/me", { headers: { cookie } });
    expect(again.headers.getSetCookie()).toEqual([]);
    setExpiry(now - 1);
    expect(await works(cookie)).toBe(false);
  });

  it("survives a restart of the server", async () => {
    const { cookie } = await test().person();
    await test().restart();
    expect(await works(cookie)).toBe(true);
  });

  it("cannot be made from what the file holds", async () => {
    const { id } = await test().person();
    const where = [{ field: "userId", operator: "eq", value: id }] as const;
    const [row] = test().server.parts.installation.authTables.select({ table: "session", where });
    const token = String(row?.["token"]);
    for (const value of [token, `${token}.`, `${token}.${"A".repeat(43)}%3D`])
      expect(await works(`${sessionCookie}=${value}`)).toBe(false);
  });

  it("ends its live streams when it ends", async () => {
    const { id, cookie, client } = await test().person();
    const response = await test().send("/api/v1/live/stream", { headers: { cookie } });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    await reader?.read();
    const { items } = await client()(listSessions);
    test().server.parts.installation.sessions.end(id, items[0]?.id ?? "");
    test().server.parts.forgetCaller(id);
    const ended = performance.now();
    for (let isDone = false; !isDone;) isDone = (await reader?.read())?.done ?? true;
    // Not only with the next heartbeat.
    expect(performance.now() - ended).toBeLessThan(5000);
  });
});

describe("changing the password", () => {
  const newPassword = "another horse, another battery";

  it("ends all other sessions, renews this one, and the new password is the only one", async () => {
    const { email, cookie } = await test().person();
    const other = cookieOf(await signIn(email));
    const body = { currentPassword: testPassword, newPassword };
    const changed = await post("/api/auth/change-password", body, { cookie });
    expect(changed.status).toBe(204);
    const renewed = cookieOf(changed);
    expect([await works(renewed), await works(cookie), await works(other)]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, newPassword)).status).toBe(200);
  });

  it("with a wrong password changes nothing", async () => {
    const { email, client } = await test().person();
    const body = { currentPassword: "what was it again", newPassword };
    const problem = await refusal(client()(changePassword, { body }));
    expect(problem.code).toBe("wrong_password");
    expect((await signIn(email)).status).toBe(200);
  });

  it("takes any 12 characters, and no fewer", async () => {
    const { client, email } = await test().person();
    const change = (password: string) =>
      client()(changePassword, { body: { currentPassword: testPassword, newPassword: password } });
    expect((await refusal(change("x".repeat(11)))).code).toBe("invalid_input");
    await change("            ");
    expect((await signIn(email, "            ")).status).toBe(200);
  });
});

describe("who has signed in", () => {
  it("may do what his roles say, where they say it", async () => {
    const { client } = await test().person({ live: "viewer", sandbox: "admin" });
    const me = await client()(getMe);
    expect(me.key).toBeNull();
    const roles = me.environments.map(({ name, role, kind }) => [name, role, kind]);
    expect(roles).toEqual([
      ["live", "viewer", "live"],
      ["sandbox", "admin", "sandbox"],
    ]);
    const [live, sandbox] = me.environments;
    expect(live?.permissions).not.toContain("settings.write");
    expect(sandbox?.permissions).toContain("settings.write");
  });
});
