import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { required } from "@stepwell/core";
import { describe, expect, it, vi } from "vitest";
import { openTestServer, stepwell, temporaryFolder } from "../command-line.suite.ts";

describe("stepwell doctor", () => {
  it("says of sound data that it is sound, also as JSON, and makes nothing", async () => {
    const place = temporaryFolder();
    const empty = await stepwell("doctor", "--data", place.path);
    expect(empty.code).toBe(0);
    expect(readdirSync(place.path)).toEqual([]);
    expect((await stepwell("doctor", "--data", join(place.path, "no"))).code).toBe(0);
    const own = await openTestServer(place.path);
    await own.close(100);
    const { code, out } = await stepwell("doctor", "--data", place.path);
    expect(out).toMatch(/✓ Environment live: every checksum fits/);
    expect([code, out.includes("✗")]).toEqual([0, false]);
    const checks = (await stepwell("doctor", "--data", place.path, "--json")).json();
    expect(checks).toContainEqual(expect.objectContaining({ what: "Installation", isGood: true }));
    place.remove();
  });

  it("beside a running server reads only: every byte stays, and the server goes on", async () => {
    const place = temporaryFolder();
    const own = await openTestServer(place.path);
    const { host, store } = required(own.parts.environments.get("live"), "an environment");
    const send = () => host.accept({ type: "t", source: "s", data: { n: 1 }, bytes: 10 });
    await send();
    // The type of a first event is learnt beside it.
    await vi.waitFor(async () => expect(await store.setting("event_type:t")).toBeDefined());
    const files = () =>
      readdirSync(place.path)
        .filter((name) => /^(live|sandbox)\.sqlite(-wal)?$/.test(name))
        .map((name) => [name, readFileSync(join(place.path, name)).toString("base64")]);
    const before = files();
    expect(before.map(([name]) => name)).toContain("live.sqlite-wal");
    const { code, out } = await stepwell("doctor", "--data", place.path);
    expect([code, out.match(/every checksum fits/g)?.length]).toEqual([0, 2]);
    expect(files()).toEqual(before);
    expect((await send()).kind).toBe("accepted");
    await own.close(100);
    expect((await stepwell("doctor", "--data", place.path)).code).toBe(0);
    place.remove();
  });

  it("finds a flipped bit in an event, and ends with 1", async () => {
    const place = temporaryFolder();
    const own = await openTestServer(place.path);
    const { host } = own.parts.environments.get("live") ?? {};
    const data = { text: "FLIP-ME-".repeat(50) };
    await host?.accept({ type: "t", source: "s", data, bytes: 500 });
    await own.close(100);
    const path = join(place.path, "live.sqlite");
    const bytes = readFileSync(path);
    const offset = bytes.indexOf("FLIP-ME-");
    expect(offset).toBeGreaterThan(0);
    bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
    writeFileSync(path, bytes);
    const { code, out } = await stepwell("doctor", "--data", place.path);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ Environment live: .*event/);
    expect(out).toMatch(/✓ Environment sandbox/);
    place.remove();
  });

  it("says of a file of an older version that it cannot be checked yet, and leaves it as it is", async () => {
    const place = temporaryFolder();
    await (await openTestServer(place.path)).close(100);
    const file = new DatabaseSync(join(place.path, "live.sqlite"));
    file.exec("DELETE FROM schema_migration WHERE number > 1");
    file.close();
    const { code, out } = await stepwell("doctor", "--data", place.path);
    expect(code).toBe(0);
    expect(out).toMatch(/✓ Environment live: of an older version/);
    expect(out).toMatch(/✓ Environment sandbox: every checksum fits/);
    place.remove();
  });

  it("finds a master key that does not fit", async () => {
    const place = temporaryFolder();
    await stepwell("keys", "create", "--name", "n", "--role", "owner", "--data", place.path);
    writeFileSync(join(place.path, "master.key"), "ab".repeat(32));
    const { code, out } = await stepwell("doctor", "--data", place.path);
    expect(code).toBe(1);
    expect(out).toContain("✗ Installation");
    place.remove();
  });
});
