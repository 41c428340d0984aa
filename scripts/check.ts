import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";

/* `npm run check`: one word each on what was looked at, all output of what failed, then the sum. */

const root = dirname(import.meta.dirname);
const bin = join(root, "node_modules", ".bin");

const checks: readonly (readonly [string, readonly string[]])[] = [
  ["format", ["oxfmt", "--check", "."]],
  ["lint", ["oxlint", "--type-aware", "--deny-warnings"]],
  ["types", ["tsc", "--noEmit"]],
  ["types of the dashboard", ["tsc", "--noEmit", "--project", "packages/web"]],
  ["unused", ["knip", "--treat-config-hints-as-errors"]],
  ["tidy", ["vitest", "run", "tests/tidy"]],
];

const failed = checks.filter(([name, [command = "", ...args]]) => {
  const startedAt = Date.now();
  const { status, stdout, stderr } = spawnSync(join(bin, command), args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"]}` },
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  if (status !== 0) console.log(stdout + stderr);
  return status !== 0;
});

console.log(`${checks.length - failed.length} checks passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
