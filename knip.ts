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
    },
    "packages/cli": { entry: ["src/main.ts"] },
    "packages/store": {
      entry: ["src/sqlite/*-worker.ts", "bench/*.ts"],
    },
  },
};

export default config;
