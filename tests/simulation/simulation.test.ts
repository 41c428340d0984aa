import type { CrashOutcome } from "@stepwell/store";
import { describe, expect, it } from "vitest";
import { type Observation, play, type Schedule } from "./schedule.ts";
import { type SimulatedWorkflow, workflows } from "./workflows.ts";

/*
 * Hypothesis: whatever the moments at which the process dies, each run ends as it would have ended
 * without, no durable effect is done again, and each step keeps its key.
 */

const outcomes: readonly CrashOutcome[] = ["lost", "kept", "torn", "reordered"];
const schedulesMin = Number(process.env["SIM_SCHEDULES_MIN"] ?? 50_000);
let schedules = 0;

function keysOf({ effects }: Observation): readonly string[] {
  return [...new Set(effects.map(({ key, url }) => `${key} ${url}`))].toSorted();
}

/** What is wrong with a history beside the calm one. */
function violationsOf(calm: Observation, seen: Observation, { isUncertain }: SimulatedWorkflow): readonly string[] {
  const found = [...seen.violations];
  if (seen.runs.length !== 1) found.push(`${seen.runs.length} runs`);
  const keys = keysOf(seen);
  const once = seen.effects.filter(({ url }) => url.endsWith("/pay"));
  if (once.length > 1) found.push("an at-most-once action was repeated");
  if (isUncertain === true) return found;
  if (JSON.stringify(seen.runs) !== JSON.stringify(calm.runs)) found.push(`ended otherwise: ${JSON.stringify(seen.runs)}`);
  if (keys.length !== calm.effects.length && keys.join() !== keysOf(calm).join()) found.push(`other effects: ${keys.join()}`);
  return found;
}

/** The ids of runs count up over lives: they are told by their order. */
function withPlainIds(seen: Observation): Observation {
  const ids = [...new Set(seen.effects.map(({ key }) => key.split(":")[0] ?? ""))];
  const effects = seen.effects.map(({ key, url }) => {
    const [id = "", ...path] = key.split(":");
    return { key: `run${ids.indexOf(id)}:${path.join(":")}`, url };
  });
  return { ...seen, effects };
}

async function check(schedule: Schedule, calm: Observation): Promise<readonly string[]> {
  schedules += 1;
  const seen = withPlainIds(await play(schedule));
  const { crashes, outcome, workflow } = schedule;
  return violationsOf(calm, seen, workflow).map((violation) => `${workflow.name} ${crashes.join("+")} ${outcome}: ${violation}`);
}

describe("simulation", () => {
  it.each(workflows)("$name: every single and double crash ends as if there were none", async (workflow) => {
    const calm = withPlainIds(await play({ workflow, crashes: [] }));
    expect(calm.violations).toEqual([]);
    const found: string[] = [];
    for (const outcome of outcomes)
      for (let first = 1; first <= calm.points; first += 1) {
        found.push(...(await check({ workflow, crashes: [first], outcome }, calm)));
        for (let second = 1; second <= calm.points + 4; second += 1)
          found.push(...(await check({ workflow, crashes: [first, second], outcome }, calm)));
        if (found.length > 20) break;
      }
    expect(found).toEqual([]);
  }, 120_000);

  it("was thorough", () => {
    process.stdout.write(`simulation: ${schedules} schedules\n`);
    expect(schedules).toBeGreaterThanOrEqual(schedulesMin);
  });

  it.each(["ackBeforeSync", "noSync"] as const)("finds the planted bug %s", async (bug) => {
    const [workflow] = workflows.filter(({ name }) => name === "three actions");
    if (!workflow) throw new Error("missing");
    const calm = withPlainIds(await play({ workflow, crashes: [] }));
    const found: string[] = [];
    for (let first = 1; first <= calm.points; first += 1) {
      const seen = withPlainIds(await play({ workflow, crashes: [first], bugs: { [bug]: true } }));
      found.push(...violationsOf(calm, seen, workflow));
    }
    expect(found.length).toBeGreaterThan(0);
  });
});
