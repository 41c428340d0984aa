import { expect, it } from "vitest";
import { testCrashes, violationsOf } from "./crashes.suite.ts";
import { deployed, play } from "./schedule.ts";
import { workflows } from "./workflows.ts";

testCrashes(workflows.slice(12, 21), { schedulesMin: 24_000 });

it.each(["ackBeforeSync", "noSync"] as const)("the planted bug %s is found", async (bug) => {
  const workflow = workflows.find(({ name }) => name === "three actions") ?? workflows[0];
  if (!workflow) throw new Error("there are workflows");
  const records = await deployed(workflow);
  const calm = await play({ records, crashes: [] });
  const found: string[] = [];
  for (let first = 1; first <= calm.points; first += 1) {
    const seen = await play({ records, crashes: [first], bugs: { [bug]: true } });
    found.push(...violationsOf(calm, seen, workflow));
  }
  expect(found.length).toBeGreaterThan(0);
});
