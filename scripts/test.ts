import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";

/* `npm test`: all tests, with the Node that runs this script. Arguments go to Vitest. */

const root = dirname(import.meta.dirname);
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"]}` },
});
process.exitCode = status ?? 1;
