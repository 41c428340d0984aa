import { defineConfig } from "vitest/config";
import { LongTestsFirst } from "./scripts/long-tests-first.ts";

export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "tests/**/*.test.ts", "examples/**/*.test.ts"],
    testTimeout: 30_000,
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
