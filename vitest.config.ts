import { configDefaults, defineConfig } from "vitest/config";
import { LongTestsFirst } from "./scripts/long-tests-first.ts";

/** Pages are tested in a real browser, by a command of their own: `npm run test:pages`. */
const pages = "tests/web/**";
const isOfPages = process.env["STEPWELL_TEST_PAGES"] === "1";

export default defineConfig({
  test: {
    include: isOfPages
      ? [`${pages}/*.test.ts`]
      : ["packages/**/*.test.ts", "tests/**/*.test.ts", "examples/**/*.test.ts"],
    exclude: isOfPages ? configDefaults.exclude : [...configDefaults.exclude, pages],
    testTimeout: 60_000,
    // A browser may have other things to do.
    expect: { poll: { timeout: isOfPages ? 20_000 : 5000 } },
    maxWorkers: 2,
    // Files share the modules that they import: a third of the time goes without.
    isolate: false,
    sequence: { sequencer: LongTestsFirst },
    coverage: {
      provider: "v8",
      include: ["packages/core/src/**/*.ts"],
      exclude: ["**/*.test.ts", "**/*.suite.ts"],
      thresholds: { statements: 100, branches: 100, functions: 100, lines: 100 },
    },
  },
});
