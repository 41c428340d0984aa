import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "../tidy/source-files.ts";
import { freePort, startServer } from "./server-process.ts";

/*
 * What `npm ci --omit=dev --ignore-scripts` installs, taken from the installation at hand, so that
 * no network is needed: the packages that the lock file does not mark as dev, and nothing else.
 */

interface LockedPackage {
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const production = Object.entries(lock.packages).filter(
  ([path, { dev }]) => path.startsWith("node_modules/") && dev !== true,
);
const folder = mkdtempSync(join(tmpdir(), "stepwell-production-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function install(): void {
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  for (const name of ["packages", "scripts"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const [path, { link, resolved = "", optional }] of production) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if (link === true) symlinkSync(relative(dirname(target), join(folder, resolved)), target);
    // The bundled Node is optional: whoever starts the server has one.
    else if (optional !== true) cpSync(join(root, path), target, { recursive: true });
  }
}

it("a production install has all that the server needs: it starts and answers", async () => {
  install();
  const port = await freePort();
  const server = await startServer({ folder, dataDir: join(folder, "data"), port });
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await server.end("SIGTERM")).toBe(0);
});
