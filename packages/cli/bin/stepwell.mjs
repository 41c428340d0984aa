#!/usr/bin/env node
// Starts the command line with a Node that can read its sources. Plain JavaScript for that reason.
import { dirname, join } from "node:path";
import module from "node:module";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

if (process.env.STEPWELL_LAUNCHED === "1") {
  // Starts in half the time; the store's threads see only the variable.
  module.enableCompileCache?.();
  process.env.NODE_COMPILE_CACHE ??= module.getCompileCacheDir?.() ?? "";
  // Our launcher holds the other end of the channel: when it is gone, so are we.
  process.channel?.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
  await import("../src/main.ts");
} else {
  process.argv.splice(2, 0, "packages/cli/bin/stepwell.mjs");
  await import(join(here, "..", "..", "..", "scripts", "run.mjs"));
}
