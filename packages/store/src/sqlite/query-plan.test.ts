import { join } from "node:path";
import { expect, it } from "vitest";
import { openWriting } from "./connection.ts";
import { eventQueries } from "./event-reads.ts";
import { migrate } from "./migrate.ts";
import { runCountQueries } from "./run-counts.ts";
import { runListQueries } from "./run-list.ts";
import { retentionQueries } from "./retention.ts";
import { runQueries } from "./run-reads.ts";
import { testFolder } from "./test-folder.suite.ts";
import { workflowQueries } from "./workflow-reads.ts";

it("no read looks through a table, sorts, or makes an index of its own", () => {
  const connection = openWriting(join(testFolder(), "live.sqlite"), "NORMAL");
  migrate(connection, new URL("../migrations/", import.meta.url));
  const queries = {
    ...eventQueries,
    ...retentionQueries,
    ...runCountQueries,
    ...runListQueries,
    ...runQueries,
    ...workflowQueries,
  };
  const plans = Object.values(queries).flatMap((sql) => {
    const values = Array.from(sql.matchAll(/\?/g), () => null);
    const rows = connection.all(`EXPLAIN QUERY PLAN ${sql}`, ...values);
    return rows.map((row) => `${String(row["detail"])}: ${sql}`);
  });
  connection.close();
  expect(plans.length).toBeGreaterThan(15);
  // What only a start asks for, and lists that are short by their nature.
  const isSmall =
    /^SCAN (awaited|delivery|run USING INDEX run_open_calls|run USING COVERING INDEX run_places|decision VIRTUAL TABLE)|^USE TEMP B-TREE FOR GROUP BY: SELECT CAST/;
  const slow = plans.filter((plan) => /SCAN|TEMP B-TREE|AUTOMATIC/.test(plan));
  expect(slow.filter((plan) => !isSmall.test(plan))).toEqual([]);
});
