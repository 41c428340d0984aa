import { Readable } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { stepwell, useServer } from "../command-line.suite.ts";

const running = useServer();

/** The command with a value on standard input. */
async function withInput(value: string, ...args: readonly string[]) {
  const input = vi.spyOn(process, "stdin", "get");
  input.mockReturnValue(Readable.from([Buffer.from(value)]) as never);
  try {
    return await stepwell(...args, ...running.at());
  } finally {
    input.mockRestore();
  }
}

const canary = "canary-41d9c7e2";

describe("secrets", () => {
  it("are set from standard input or a file, listed by name, and deleted", async () => {
    const file = running.file("secret.txt", `${canary}\n`);
    const set = await withInput(`${canary}\n`, "secrets", "set", "ONE");
    expect(set).toMatchObject({ code: 0, out: "" });
    await stepwell("secrets", "set", "TWO", "--value-file", file, ...running.at());
    const { secrets } = running.server().parts.environments.get("live") ?? {};
    expect([secrets?.get("ONE"), secrets?.get("TWO")]).toEqual([canary, canary]);
    const listed = await stepwell("secrets", "list", ...running.at());
    expect(listed.out).toBe("ONE\nTWO\n");
    const asJson = await stepwell("secrets", "list", "--json", ...running.at());
    expect(asJson.json()).toEqual([{ name: "ONE" }, { name: "TWO" }]);
    await stepwell("secrets", "delete", "TWO", ...running.at());
    expect((await stepwell("secrets", "list", ...running.at())).out).toBe("ONE\n");
    expect(`${set.out}${set.err}${listed.out}${listed.err}`).not.toContain(canary);
  });

  it("without a value are refused, and one that is not there cannot be deleted", async () => {
    const empty = await withInput("\n", "secrets", "set", "EMPTY");
    expect(empty).toMatchObject({ code: 1, err: expect.stringContaining("--value-file") });
    const gone = await stepwell("secrets", "delete", "GONE", ...running.at());
    expect(gone).toMatchObject({ code: 1, err: expect.stringContaining("GONE") });
  });
});

describe("connections", () => {
  const set = ["connections", "set", "shop", "--kind", "basic", "--setting", "username=ada"];

  it("are made, changed, listed and deleted", async () => {
    const made = await withInput(
      canary,
      ...set,
      "--host",
      "api.example.com",
      "--host",
      "*.example.org",
    );
    expect(made).toMatchObject({ code: 0, err: "The connection shop (basic) is stored.\n" });
    const changed = await stepwell(
      "connections",
      "set",
      "shop",
      "--setting",
      "username=bob",
      "--keep-secret",
      "--json",
      ...running.at(),
    );
    expect(changed.json()).toMatchObject({
      settings: { username: "bob" },
      hosts: ["api.example.com", "*.example.org"],
      secrets: { password: { isSet: true } },
    });
    const { connections } = running.server().parts.environments.get("live") ?? {};
    expect(await connections?.open("shop")).toMatchObject({ secrets: { password: canary } });
    const listed = await stepwell("connections", "list", ...running.at());
    expect(listed.out).toContain("shop  basic  api.example.com *.example.org");
    const asJson = await stepwell("connections", "list", "--json", ...running.at());
    expect(made.out + made.err + changed.out + listed.out + asJson.out).not.toContain(canary);
    const deleted = await stepwell("connections", "delete", "shop", ...running.at());
    expect(deleted.code).toBe(0);
    expect((await stepwell("connections", "list", "--json", ...running.at())).json()).toEqual([]);
  });

  it("of mail servers need no hosts, and no secret", async () => {
    const settings = ["--setting", "host=mail.example.com", "--setting", "port=587"];
    const more = [...settings, "--setting", "secure=false", "--keep-secret"];
    const made = await stepwell(
      "connections",
      "set",
      "mail",
      "--kind",
      "smtp",
      ...more,
      "--json",
      ...running.at(),
    );
    expect(made.json()).toMatchObject({ settings: { port: 587, secure: false, requireTls: true } });
    const listed = await stepwell("connections", "list", ...running.at());
    expect(listed.out).toContain("mail.example.com");
  });

  it("are tried, in words and as JSON", async () => {
    await withInput(
      "token-1",
      "connections",
      "set",
      "api",
      "--kind",
      "bearer",
      "--host",
      "127.0.0.1",
    );
    const attempt = (...args: readonly string[]) =>
      stepwell("connections", "test", "api", ...args, ...running.at());
    const bare = await attempt();
    expect(bare).toMatchObject({ code: 1, err: expect.stringContaining("--address") });
    const elsewhere = await attempt("--address", "https://example.com/", "--json");
    expect(elsewhere).toMatchObject({ code: 1, err: expect.stringContaining("It does not work") });
    expect(elsewhere.json()).toMatchObject({ outcome: "failed" });
    const settings = ["--setting", "tokenUrl=http://127.0.0.1:1/", "--setting", "clientId=shop"];
    const oauth = ["connections", "set", "tokens", "--kind", "oauth2_client", ...settings];
    await withInput("secret-1", ...oauth, "--host", "127.0.0.1");
    const tokens = await stepwell("connections", "test", "tokens", ...running.at());
    expect(tokens).toMatchObject({ code: 1, err: expect.stringContaining("not https") });
  });

  it.each<[string, readonly string[], string]>([
    ["without a kind", ["new"], "--kind is needed"],
    ["of an unknown kind", ["new", "--kind", "digest"], "--kind is needed"],
    ["with a setting without a value", ["new", "--kind", "basic", "--setting", "x"], "name=value"],
    ["without hosts", ["new", "--kind", "bearer"], "hosts"],
    ["that becomes another kind", ["mail", "--kind", "basic"], "of kind smtp"],
  ])("%s are refused in words", async (_what, args, words) => {
    const refused = await withInput("value-1", "connections", "set", ...args);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(words) });
    expect(refused.err).not.toContain("value-1");
  });
});
