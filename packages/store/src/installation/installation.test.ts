import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Connection } from "../sqlite/connection.ts";
import { testFolder } from "../sqlite/test-folder.suite.ts";
import type { ApiKeyRow } from "./keys.ts";
import { openInstallation } from "./open-installation.ts";

function sampleKey(id: string): ApiKeyRow {
  return {
    id,
    name: "CI",
    role: "builder",
    environments: ["live", "sandbox"],
    hash: "0123",
    createdAt: 1000,
    expiresAt: 9000,
    revokedAt: undefined,
  };
}

const fileKey = { masterKey: undefined };

describe("API keys", () => {
  it("are kept, listed and revoked once", async () => {
    const folder = testFolder();
    const first = await openInstallation(folder);
    await first.keys.insert(sampleKey("key_2"));
    await first.keys.insert(sampleKey("key_1"));
    expect(await first.keys.revoke("key_2", 3000)).toBe(true);
    expect(await first.keys.revoke("key_2", 4000)).toBe(false);
    await first.close();
    const again = await openInstallation(folder);
    expect(await again.keys.list()).toEqual([
      sampleKey("key_1"),
      { ...sampleKey("key_2"), revokedAt: 3000 },
    ]);
    expect(await again.keys.findById("key_none")).toBeUndefined();
    await again.close();
  });

  it("may be added by another process while the server runs", async () => {
    const folder = testFolder();
    const server = await openInstallation(folder);
    const module = new URL("open-installation.ts", import.meta.url).href;
    const code = `import { openInstallation } from ${JSON.stringify(module)};
      const installation = await openInstallation(${JSON.stringify(folder)});
      await installation.keys.insert(${JSON.stringify(sampleKey("key_cli"))});
      await installation.close();`;
    const child = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
      encoding: "utf8",
    });
    expect(child.stderr).toBe("");
    expect(await server.keys.findById("key_cli")).toEqual(sampleKey("key_cli"));
    await server.close();
  });
});

describe("secrets", () => {
  it("come back as they were, by environment and name", async () => {
    const folder = testFolder();
    const first = await openInstallation(folder);
    await first.secrets.set("live", "token", "old");
    await first.secrets.set("live", "token", "s3cr\u0000t ü");
    await first.secrets.set("sandbox", "token", "");
    await first.close();
    const again = await openInstallation(folder);
    expect(await again.secrets.get("live", "token")).toBe("s3cr\u0000t ü");
    expect(await again.secrets.get("sandbox", "token")).toBe("");
    expect(await again.secrets.get("live", "none")).toBeUndefined();
    expect(await again.secrets.names("live")).toEqual(["token"]);
    expect(await again.secrets.delete("live", "token")).toBe(true);
    expect(await again.secrets.delete("live", "token")).toBe(false);
    expect(await again.secrets.names("live")).toEqual([]);
    await again.close();
  });

  it("are nowhere in the files", async () => {
    const folder = testFolder();
    const installation = await openInstallation(folder);
    await installation.secrets.set("live", "token", "canary-of-the-test");
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file)).includes("canary-of-the-test")).toBe(false);
    await installation.close();
  });

  it("cannot be moved to another name, environment or version, nor changed", async () => {
    const folder = testFolder();
    const installation = await openInstallation(folder);
    const { secrets } = installation;
    for (const change of [
      "UPDATE secret SET name = 'other'",
      "UPDATE secret SET environment = 'sandbox'",
      "UPDATE secret SET version = 2",
      "UPDATE secret SET sealed = CAST(unhex('00') || substr(sealed, 2) AS BLOB)",
      "UPDATE secret SET sealed = x''",
    ]) {
      await secrets.set("live", "token", "value");
      const other = new Connection(join(folder, "stepwell.sqlite"), { readOnly: false });
      other.execute(change);
      const row = other.get("SELECT environment, name FROM secret");
      const read = secrets.get(String(row?.["environment"]), String(row?.["name"]));
      await expect(read).rejects.toThrow("cannot be read");
      other.execute("DELETE FROM secret");
      other.close();
    }
    await installation.close();
  });
});

describe("the master key", () => {
  it("is made once, for its owner only", async () => {
    const folder = testFolder();
    await (await openInstallation(folder, fileKey)).close();
    const path = join(folder, "master.key");
    const key = readFileSync(path, "utf8");
    expect(key).toMatch(/^[\da-f]{64}\n$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await (await openInstallation(folder, fileKey)).close();
    expect(readFileSync(path, "utf8")).toBe(key);
    expect(readdirSync(folder)).toEqual(["master.key", "stepwell.sqlite"]);
    chmodSync(path, 0o644);
    await expect(openInstallation(folder, fileKey)).rejects.toThrow("chmod 600");
  });

  it("may come from outside, and then no file is made", async () => {
    const folder = testFolder();
    const masterKey = randomBytes(32).toString("base64");
    const installation = await openInstallation(folder, { masterKey });
    await installation.secrets.set("live", "token", "value");
    await installation.close();
    expect(readdirSync(folder)).toEqual(["stepwell.sqlite"]);
    const other = randomBytes(32).toString("hex");
    await expect(openInstallation(folder, { masterKey: other })).rejects.toThrow(
      "another master key",
    );
    await expect(openInstallation(folder, { masterKey: "short" })).rejects.toThrow("32 bytes");
  });
});

describe("settings", () => {
  it("are kept by name", async () => {
    const folder = testFolder();
    const installation = await openInstallation(folder);
    expect(await installation.setting("a")).toBeUndefined();
    await installation.setSetting("a", { b: [1, null] });
    expect(await installation.setting("a")).toEqual({ b: [1, null] });
    await installation.close();
  });
});
