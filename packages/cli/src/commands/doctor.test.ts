import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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
