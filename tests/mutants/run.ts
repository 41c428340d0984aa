import { spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allMutants } from "./all-mutants.ts";
import { type Mutant, mutated, placeOf, root } from "./mutant.ts";

/*
 * Do the tests find bugs? Each planted bug is put into a copy of the repository, and the test that is
 * said to catch it must fail there. `npm run mutants -- [part of a file's name]`.
 */

const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const copies = 2;
/** The simulations of calls take more than a minute where the machine has other things to do. */
const hangMs = 400_000;
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The sources, and the same dependencies; the workspace's own packages are the copied ones. */
function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), "stepwell-mutants-"));
  const copied = [
    "packages",
    "scripts",
    "tests",
    "examples",
    "bench",
    "package.json",
    "vitest.config.ts",
  ];
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true });
  const modules = join(copy, "node_modules");
  mkdirSync(join(modules, "@stepwell"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== "@stepwell" && name !== "stepwell")
      symlinkSync(join(root, "node_modules", name), join(modules, name));
  for (const name of readdirSync(join(copy, "packages")))
    symlinkSync(join(copy, "packages", name), join(modules, "@stepwell", name));
  return copy;
}

/** True where the tests pass; a test that hangs has failed. */
function passes(copy: string, tests: readonly string[], only?: string): Promise<boolean> {
  const chosen = only === undefined ? tests : [...tests, "-t", only];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, "run", "--root", copy, ...chosen], {
      cwd: copy,
      env: { ...process.env, FC_RUNS: "1000", FC_SEED: "1" },
      stdio: "ignore",
      detached: true,
    });
    // The whole group: a worker that runs in circles does not hear its parent end.
    const kill = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    const hang = setTimeout(kill, hangMs);
    child.on("exit", (code) => {
      clearTimeout(hang);
      resolve(code === 0);
    });
  });
}

async function isFound(copy: string, mutant: Mutant): Promise<boolean> {
  const path = join(copy, placeOf(mutant.file));
  const text = readFileSync(path, "utf8");
  writeFileSync(path, mutated(mutant));
  const isFound = !(await passes(copy, [placeOf(mutant.caughtBy)], mutant.only));
  writeFileSync(path, text);
  return isFound;
}

async function work(queue: Mutant[], missed: Mutant[]): Promise<void> {
  const copy = makeCopy();
  try {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const found = await isFound(copy, mutant);
      say(`${found ? "found " : "MISSED"} ${mutant.file}: ${mutant.what}`);
      if (!found) missed.push(mutant);
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
}

async function assertSound(chosen: readonly Mutant[]): Promise<void> {
  for (const mutant of chosen) mutated(mutant);
  const copy = makeCopy();
  const tests = new Set(chosen.map(({ caughtBy }) => placeOf(caughtBy)));
  const isSound = await passes(copy, [...tests]);
  rmSync(copy, { recursive: true });
  if (!isSound) throw new Error("the tests fail without any planted bug");
}

const [part = ""] = process.argv.slice(2);
const chosen = allMutants.filter(({ file }) => placeOf(file).includes(part));
await assertSound(chosen);
const missed: Mutant[] = [];
const queue = [...chosen];
await Promise.all(Array.from({ length: copies }, () => work(queue, missed)));
say(`${chosen.length - missed.length} of ${chosen.length} planted bugs found`);
process.exitCode = missed.length === 0 && chosen.length > 0 ? 0 : 1;
