import { describe, expect, it } from "vitest";
import { stepwell, useServer } from "../command-line.suite.ts";

const { server, dataDir } = useServer();

const ada = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };

function post(path: string, body: object): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(server().url + path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** The owner, made by the address that the start has printed; his cookie. */
async function setUp(): Promise<string> {
  const token = new URL(server().setupUrl ?? "").searchParams.get("token");
  const response = await post("/api/v1/setup", { ...ada, token });
  expect(response.status).toBe(201);
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

function signIn(password: string): Promise<Response> {
  return post("/api/auth/sign-in/email", { email: ada.email, password });
}

describe("stepwell users", () => {
  it("lists who can sign in, and gives a new password beside the running server", async () => {
    const cookie = await setUp();
    const listed = await stepwell("users", "list", "--data", dataDir);
    expect(listed.out).toMatch(/^usr_\w+ +Ada +ada@example\.com +owner +\d{4}-/m);
    const json = await stepwell("users", "list", "--data", dataDir, "--json");
    expect(json.json()).toMatchObject([{ name: "Ada", roles: { "*": "owner" } }]);
    expect(json.out).not.toContain("scrypt");
    const email = ada.email.toUpperCase();
    const { code, out, last, err } = await stepwell(
      "users",
      "reset-password",
      email,
      "--data",
      dataDir,
    );
    expect([code, out]).toEqual([0, `${last}\n`]);
    expect(last).toMatch(/^[0-9a-z]{24}$/);
    expect(err).toContain("shown once");
    expect((await signIn(ada.password)).status).toBe(401);
    expect((await signIn(last)).status).toBe(200);
    // What the server has known of the session is trusted for two seconds.
    const me = () => fetch(`${server().url}/api/v1/me`, { headers: { cookie } });
    await expect.poll(async () => (await me()).status).toBe(401);
    const { audit } = server().parts.installation;
    expect(audit.list({ limit: 1, operation: "users.reset_password" })).toMatchObject([
      { actor: { kind: "system" } },
    ]);
  });

  it("says that nobody has the address", async () => {
    const unknown = await stepwell("users", "reset-password", "eve@x.example", "--data", dataDir);
    expect([unknown.code, unknown.out]).toEqual([1, ""]);
    expect(unknown.err).toContain("users list");
  });
});
