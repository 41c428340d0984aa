import type { KnipConfig } from "knip";

const config: KnipConfig = {
  ignoreBinaries: ["mount", "umount"],
  // Given to the browser as text.
  ignoreDependencies: ["axe-core"],
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
    "packages/isolate": { entry: ["src/guest-worker.ts", "src/guest/*.js", "bench/*.ts"] },
    "packages/store": {
      entry: ["src/sqlite/*-worker.ts", "bench/*.ts"],
    },
  },
};

export default config;
