import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testStore } from "../contract.suite.ts";
import { openSqliteStore } from "./open-store.ts";

const folders: string[] = [];

testStore("SQLite file", {
  async setup() {
    const folder = mkdtempSync(join(tmpdir(), "stepwell-store-"));
    folders.push(folder);
    const path = join(folder, "live.sqlite");
    return { open: () => openSqliteStore({ path }), sizeBytes: async () => statSync(path).size };
  },
  async teardown() {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  },
});
