import { spawn, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { DirectoryLockedError, lockDirectory } from "./lock.ts";
import { testFolder } from "./sqlite/test-folder.suite.ts";

const module = JSON.stringify(new URL("lock.ts", import.meta.url).href);

function script(folder: string, then: string): readonly string[] {
  const code = `import { lockDirectory } from ${module};
    lockDirectory(${JSON.stringify(folder)});
    ${then}`;
  return ["--input-type=module", "-e", code];
}

describe("the lock of a data directory", () => {
  it("is held by one, and free again after its release", () => {
    const folder = testFolder();
    const lock = lockDirectory(folder);
    expect(() => lockDirectory(folder)).toThrow(DirectoryLockedError);
    expect(() => lockDirectory(folder)).toThrow(`process ${process.pid}`);
    lock.release();
    const again = lockDirectory(folder);
    expect(again.startToken).not.toBe(lock.startToken);
    again.release();
  });

  it("refuses another process and names the one that holds it", () => {
    const folder = testFolder();
    const lock = lockDirectory(folder);
    const child = spawnSync(process.execPath, script(folder, ""), { encoding: "utf8" });
    expect(child.status).not.toBe(0);
    expect(child.stderr).toContain(`process ${process.pid}`);
    lock.release();
  });

  it("ends with a process that is killed, though its note stays behind", async () => {
    const folder = testFolder();
    const wait = `process.stdout.write("held"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, script(folder, wait), {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    expect(() => lockDirectory(folder)).toThrow(`process ${child.pid}`);
    child.kill("SIGKILL");
    await ended;
    lockDirectory(folder).release();
  });
});
