import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { interpreterMutants } from "./interpreter-mutants.ts";
import { core, type Mutant, mutated } from "./mutant.ts";
import { valueMutants } from "./value-mutants.ts";

/*
 * Do the tests of core find bugs? Each planted bug is put into a copy of the package, and the test
 * that is said to catch it must fail there. `node tests/mutants/run.ts [part of a file's name]`.
 */

const root = dirname(dirname(core));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const copies = 2;
const hangMs = 60_000;
const config = `export default { test: { include: ["src/**/*.test.ts"], reporters: ["dot"] } };\n`;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), "stepwell-mutants-"));
  cpSync(join(core, "src"), join(copy, "src"), { recursive: true });
  cpSync(join(core, "package.json"), join(copy, "package.json"));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  writeFileSync(join(copy, "vitest.config.js"), config);
  return copy;
}

/** True where the tests pass; a test that hangs has failed. */
function passes(copy: string, tests: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, "run", "--root", copy, ...tests], {
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
  const path = join(copy, "src", mutant.file);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, mutated(mutant));
  const isFound = !(await passes(copy, [`src/${mutant.caughtBy}`]));
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
  const tests = new Set(chosen.map(({ caughtBy }) => `src/${caughtBy}`));
  const isSound = await passes(copy, [...tests]);
  rmSync(copy, { recursive: true });
  if (!isSound) throw new Error("the tests fail without any planted bug");
}

const [part = ""] = process.argv.slice(2);
const chosen = [...interpreterMutants, ...valueMutants].filter(({ file }) => file.includes(part));
await assertSound(chosen);
const missed: Mutant[] = [];
const queue = [...chosen];
await Promise.all(Array.from({ length: copies }, () => work(queue, missed)));
say(`${chosen.length - missed.length} of ${chosen.length} planted bugs found`);
process.exitCode = missed.length === 0 && chosen.length > 0 ? 0 : 1;
