import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/*
 * `npm run lock`, after a change of dependencies: npm leaves optional packages of other platforms out
 * of the lock file when the registry at hand does not carry them, and then `npm ci` refuses the file.
 * This adds them again: name, version and platform, which is all that npm asks of what it skips.
 */

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

const systems = new Set(["android", "darwin", "freebsd", "linux", "openharmony", "win32"]);

/** System and processor as the names of such packages tell them: `binding-linux-arm64-musl`. */
function platformOf(name: string): object {
  const parts = name.split(/[/-]/);
  const at = parts.findIndex((part) => systems.has(part));
  const system = parts[at];
  return system === undefined ? {} : { cpu: [parts[at + 1]], os: [system] };
}

const path = join(dirname(import.meta.dirname), "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8")) as Lock;
const missing = Object.entries(lock.packages).flatMap(([, { dev, optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .map(([name, version]) => [`node_modules/${name}`, name, version] as const)
    .filter(([place]) => !(place in lock.packages))
    .map(([place, name, version]) => {
      const flags = { ...(dev === true && { dev }), optional: true };
      return [place, { version, ...flags, ...platformOf(name) }] as const;
    }),
);
const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
const sorted = packages.toSorted(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  path,
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`,
);
console.log(`${missing.length} packages added`);
