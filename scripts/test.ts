import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";

/*
 * `npm test`: all tests but those of pages, with the Node that runs this script. `npm run test:pages`:
 * the dashboard in a real browser. Arguments go to Vitest.
 */

const root = dirname(import.meta.dirname);
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const given = process.argv.slice(2);
const isOfPages = given[0] === "--pages";
const { status } = spawnSync(process.execPath, [vitest, "run", ...given.slice(isOfPages ? 1 : 0)], {
  cwd: root,
  stdio: "inherit",
  env: {
    ...process.env,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"]}`,
    ...(isOfPages && { STEPWELL_TEST_PAGES: "1" }),
  },
});
process.exitCode = status ?? 1;
