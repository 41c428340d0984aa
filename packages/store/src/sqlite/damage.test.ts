import { join } from "node:path";
import type { Store } from "@stepwell/core";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  acceptUnit,
  appendUnit,
  eventId,
  openRun,
  outcomeFact,
  runId,
} from "../contract/samples.ts";
import { Connection } from "./connection.ts";
import { openSqliteStore } from "./open-store.ts";
import { testFolder } from "./test-folder.suite.ts";

/** A store with one run of three facts, whose file was changed behind its back. */
async function changedStore(
  change: string,
): Promise<{ readonly path: string; readonly store: Store }> {
  const path = join(testFolder(), "live.sqlite");
  const store = await openSqliteStore({ path });
  onTestFinished(() => store.close());
  const run = openRun(1);
  await store.commit(acceptUnit(run));
  await store.commit(appendUnit({ ...run, seq: 2 }, 1, [outcomeFact("a", 1)]));
  await store.commit(appendUnit({ ...run, seq: 3 }, 2, [outcomeFact("b", 2)]));
  const other = new Connection(path, { readOnly: false });
  other.execute(change);
  other.close();
  return { path, store };
}

describe("a damage names file, table and row", () => {
  it.each([
    ["a changed event", "UPDATE event SET data = '{}'", `table event, row ${eventId(1)}`],
    ["a changed cause", "UPDATE event SET causes = '[1]'", `table event, row ${eventId(1)}`],
    ["an event under another id", "UPDATE event SET id = 'evt_x'", "table event, row evt_x"],
    ["a changed fact", "UPDATE journal SET facts = '[]'", `table journal, row ${runId(1)} 2`],
    ["a lost last fact", "DELETE FROM journal WHERE seq = 3", `table journal, run ${runId(1)}`],
    ["a lost first fact", "DELETE FROM journal WHERE seq = 2", `table journal, run ${runId(1)}`],
    ["a lost run", "DELETE FROM run", `table run, row ${runId(1)}`],
  ])("%s", async (_name, change, place) => {
    const { path, store } = await changedStore(change);
    const findings = await store.verify();
    expect(findings.join("\n")).toContain(`${path}: ${place}`);
    const reads = [
      store.event(eventId(1)),
      store.events({}, { limit: 10, cursor: undefined }),
      store.facts(runId(1)),
    ];
    const errors = await Promise.all(reads.map((read) => read.then(() => "", String)));
    expect(errors.join("\n")).toContain(`${path}: ${place}`);
  });

  it("nothing is found in a sound file", async () => {
    const { store } = await changedStore("SELECT 1");
    expect(await store.verify()).toEqual([]);
  });
});
