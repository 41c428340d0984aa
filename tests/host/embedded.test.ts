import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emitRunner, registry } from "@stepwell/catalog";
import { openEmbeddedHost } from "@stepwell/host";
import { testHost } from "@stepwell/host/contract";
import { openSimulatedStore, openSqliteStore, SimulatedDisk } from "@stepwell/store";

const runners = new Map([["emit_event", emitRunner]]);

testHost("embedded, over the simulated store", {
  registry,
  runners,
  open: openEmbeddedHost,
  makePlace() {
    const disk = new SimulatedDisk();
    return { openStore: () => openSimulatedStore(disk), remove: () => undefined };
  },
});

testHost("embedded, over SQLite", {
  registry,
  runners,
  open: openEmbeddedHost,
  makePlace() {
    const folder = mkdtempSync(join(tmpdir(), "stepwell-host-"));
    return {
      openStore: () => openSqliteStore({ path: join(folder, "live.sqlite") }),
      remove: () => rmSync(folder, { recursive: true }),
    };
  },
});
