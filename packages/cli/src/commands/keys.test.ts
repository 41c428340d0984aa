import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { roles } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { stepwell, temporaryFolder, useServer } from "../command-line.suite.ts";

const { server, dataDir, create, jsonFile } = useServer();

describe("stepwell keys", () => {
  it("create prints the key alone on the last line; it works at once, beside the server", async () => {
    const { code, out, err, last } = await stepwell(...create("viewer"));
    expect(code).toBe(0);
    expect(out).toBe(`${last}\n`);
    expect(last).toMatch(/^key_[0-9a-z]{26}\.[0-9a-z]{52}$/);
    expect(err).toContain("shown once");
    const list = await stepwell("workflow", "list", "--url", server().url, "--key", last);
    expect(list.code).toBe(0);
  });

  it("revoke ends a key at once, for who may", async () => {
    const { last } = await stepwell(...create("viewer"));
    const owner = (await stepwell(...create("owner"))).last;
    const id = last.split(".")[0] ?? "";
    const list = () => stepwell("workflow", "list", "--url", server().url, "--key", last);
    expect((await list()).code).toBe(0);
    const revoke = (key: string) =>
      stepwell("keys", "revoke", id, "--url", server().url, "--key", key);
    expect((await revoke(last)).code).toBe(1);
    expect(await revoke(owner)).toMatchObject({ code: 0, err: `The key ${id} is revoked.\n` });
    expect((await list()).code).toBe(1);
  });

  it("create works without a server, and makes the data directory", async () => {
    const fresh = join(dirname(dataDir), "fresh");
    const args = ["keys", "create", "--name", "n", "--role", "owner", "--data", fresh];
    expect((await stepwell(...args)).code).toBe(0);
    expect(existsSync(join(fresh, "stepwell.sqlite"))).toBe(true);
    const listed = await stepwell("keys", "list", "--data", fresh);
    expect(listed.out.split("\n")[1]).toMatch(/^key_\w+ +n +owner +all +\d{4}-/);
  });

  it("create for one environment makes a key for it only", async () => {
    const { last } = await stepwell(...create("owner", "--env", "sandbox"));
    const list = (env: string) =>
      stepwell("workflow", "list", "--url", server().url, "--key", last, "--env", env);
    expect((await list("sandbox")).code).toBe(0);
    const refused = await list("live");
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toContain("sandbox only");
  });

  it("create says which roles and environments there are", async () => {
    const role = await stepwell(...create("king"));
    expect([role.code, role.out]).toEqual([1, ""]);
    for (const name of roles) expect(role.err).toContain(name);
    const environment = await stepwell(...create("owner", "--env", "mars"));
    expect(environment.code).toBe(1);
    expect(environment.err).toContain("live, sandbox");
  });

  it("create and list tell in words that the data directory cannot be used", async () => {
    const broken = temporaryFolder();
    await stepwell("keys", "create", "--name", "n", "--role", "owner", "--data", broken.path);
    chmodSync(join(broken.path, "master.key"), 0o644);
    const open = await stepwell("keys", "list", "--data", broken.path);
    expect([open.code, open.out]).toEqual([1, ""]);
    expect(open.err).toMatch(/^\S.*chmod 600.*\n$/);
    writeFileSync(join(broken.path, "master.key"), "ab".repeat(32));
    chmodSync(join(broken.path, "master.key"), 0o600);
    const other = await stepwell("keys", "list", "--data", broken.path);
    expect(other.code).toBe(1);
    expect(other.err.trim().split("\n")).toHaveLength(1);
    const notDirectory = await stepwell("keys", "list", "--data", join(jsonFile(), "x"));
    expect(notDirectory.code).toBe(1);
    expect(notDirectory.err).toContain("ENOTDIR");
    broken.remove();
  });

  it("list shows no secret, and as JSON the same", async () => {
    const { last } = await stepwell(...create("viewer"));
    const [id = "", secret = ""] = last.split(".");
    const text = await stepwell("keys", "list", "--data", dataDir);
    const json = await stepwell("keys", "list", "--data", dataDir, "--json");
    expect(text.out).toContain(id);
    expect(text.out + json.out).not.toContain(secret);
    const found = (json.json() as { id: string }[]).find((key) => key.id === id);
    expect(found).toMatchObject({
      name: "test",
      role: "viewer",
      environment: null,
      state: "valid",
    });
  });
});
