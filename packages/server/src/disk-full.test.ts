import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createKey,
  deleteSecret,
  getMe,
  listSecrets,
  setSecret,
  signIn,
  signOut,
} from "@stepwell/api";
import { required, unitMs } from "@stepwell/core";
import { expect, it, onTestFinished } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { openTestServer, testPassword } from "./open-test-server.suite.ts";

/** A small file system of our own, where we may mount one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "stepwell-full-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], { stdio: "pipe" });
  } catch {
    return undefined;
  }
  onTestFinished(() => {
    execFileSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

it("keys and secrets on a full disk are refused for a while, and lost nowhere", async (context) => {
  const disk = smallDisk();
  context.skip(disk === undefined, "needs leave to mount a file system: run as root");
  const dataDir = join(required(disk, "the disk is mounted"), "data");
  const test = await openTestServer({ dataDir });
  onTestFinished(() => test.close());
  const call = await test.client();
  await call(setSecret, { params: { name: "kept" }, body: { value: "v" } });
  const ballast = join(required(disk, "the disk is mounted"), "ballast");
  const make = () => call(createKey, { body: { name: "n", role: "viewer" } });
  try {
    writeFileSync(ballast, Buffer.alloc(32 * 1024 * 1024));
  } catch (error) {
    expect(error).toMatchObject({ code: "ENOSPC" });
  }
  // What fits into pages that the files have already is still taken.
  const asked = Array.from({ length: 60 }, make);
  const last = (await Promise.allSettled(asked)).at(-1);
  expect(last?.status).toBe("rejected");
  for (const refused of [
    make,
    () => call(setSecret, { params: { name: "new" }, body: { value: "x".repeat(9000) } }),
    () => call(deleteSecret, { params: { name: "kept" } }),
  ])
    expect(await refusal(refused())).toMatchObject({ status: 503, code: "read_only" });
  expect((await call(listSecrets)).items).toEqual([{ name: "kept" }]);
  expect(test.environment().secrets.get("kept")).toBe("v");
  rmSync(ballast);
  expect((await make()).key).toMatch(/^key_/);
  await call(deleteSecret, { params: { name: "kept" } });
  expect((await call(listSecrets)).items).toEqual([]);
});

it("sessions on a full disk hold, but none begins or ends", async (context) => {
  const disk = smallDisk();
  context.skip(disk === undefined, "needs leave to mount a file system: run as root");
  const folder = required(disk, "the disk is mounted");
  const test = await openTestServer({ dataDir: join(folder, "data") });
  onTestFinished(() => test.close());
  const { id, email, client } = await test.person();
  const owner = await test.client();
  const key = () => owner(createKey, { body: { name: "n", role: "viewer" } });
  const { authTables } = test.server.parts.installation;
  const where = [{ field: "userId", operator: "eq", value: id }] as const;
  const isDue = { expiresAt: Date.now() + 12 * unitMs.days };
  authTables.update({ table: "session", where }, isDue);
  const ballast = join(folder, "ballast");
  try {
    writeFileSync(ballast, Buffer.alloc(32 * 1024 * 1024));
  } catch (error) {
    expect(error).toMatchObject({ code: "ENOSPC" });
  }
  const full = Array.from({ length: 60 }, () => key());
  expect((await Promise.allSettled(full)).at(-1)?.status).toBe("rejected");
  test.server.parts.forgetCaller(id);
  expect((await client()(getMe)).user).toMatchObject({ id });
  const body = { email, password: testPassword };
  expect(await refusal(client()(signIn, { body }))).toMatchObject({ code: "read_only" });
  expect(await refusal(client()(signOut))).toMatchObject({ code: "read_only" });
  rmSync(ballast);
  expect((await client()(getMe)).user).toMatchObject({ id });
  await client()(signOut);
  expect((await refusal(client()(getMe))).code).toBe("unauthorized");
});
