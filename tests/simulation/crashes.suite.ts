import type { CrashOutcome } from "@stepwell/store";
import { expect, it } from "vitest";
import { deployed, type Observation, play, type Schedule } from "./schedule.ts";
import type { SimulatedWorkflow } from "./workflows.ts";

/*
 * Hypothesis: whatever the moments at which the process dies, each run ends as it would have ended
 * without, no durable effect is done again, and each step keeps its key.
 */

const outcomes: readonly CrashOutcome[] = ["lost", "kept", "torn", "reordered"];
/** Every how manyth pair of crashes is tried with a disk that tears as well. */
const tornStride = Number(process.env["SIM_TORN_STRIDE"] ?? 2);

export function testCrashes(workflows: readonly SimulatedWorkflow[], schedulesMin: number): void {
  let schedules = 0;

  it.each(workflows)(
    "$name: every single and double crash ends as if there were none",
    async (workflow) => {
      const records = await deployed(workflow);
      const { events } = workflow;
      const plan = { records, ...(events && { events }) };
      const calm = await play({ ...plan, crashes: [] });
      expect(calm.violations).toEqual([]);
      expect(calm.effects).toHaveLength(workflow.effects);
      const found: string[] = [];
      for (const schedule of schedulesOf(plan, calm.points)) {
        schedules += 1;
        const seen = await play(schedule);
        const place = `${schedule.crashes.join("+")} ${schedule.outcome}`;
        found.push(...violationsOf(calm, seen, workflow).map((one) => `${place}: ${one}`));
        if (found.length > 10) break;
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  it("was thorough", () => {
    process.stdout.write(`simulation: ${schedules} schedules\n`);
    expect(schedules).toBeGreaterThanOrEqual(schedulesMin);
  });
}

type Plan = Pick<Schedule, "records" | "events">;

function* schedulesOf(plan: Plan, points: number): Generator<Schedule, void> {
  let count = 0;
  for (let first = 1; first <= points; first += 1) {
    for (const outcome of outcomes) yield { ...plan, crashes: [first], outcome };
    // A start after a crash has some points more than a calm one.
    for (let second = 1; second <= points + 6; second += 1) {
      const crashes = [first, second];
      yield { ...plan, crashes, outcome: "lost" };
      count += 1;
      if (count % tornStride === 0) yield { ...plan, crashes, outcome: "torn" };
    }
  }
}

/** What is wrong with a history beside the calm one. */
export function violationsOf(
  calm: Observation,
  seen: Observation,
  { isUncertain }: Pick<SimulatedWorkflow, "isUncertain">,
): readonly string[] {
  const found = [...seen.violations];
  if (seen.runs.length !== calm.runs.length && isUncertain !== true)
    found.push(`${seen.runs.length} runs`);
  if (seen.effects.filter(({ url }) => url.endsWith("/pay")).length > 1)
    found.push("an at-most-once action was repeated");
  const missing = keysOf(calm).filter((key) => !keysOf(seen).includes(key));
  if (missing.length > 0 && isUncertain !== true) found.push(`missing effects: ${missing.join()}`);
  const more = keysOf(seen).filter((key) => !keysOf(calm).includes(key));
  if (more.length > 0) found.push(`other effects: ${more.join()}`);
  const isSame = JSON.stringify(seen.runs) === JSON.stringify(calm.runs);
  if (!isSame && isUncertain !== true) found.push(`ended otherwise: ${JSON.stringify(seen.runs)}`);
  return found;
}

/** The run's id counts up over lives, so it stands for itself: one run, one word. */
function keysOf({ effects }: Observation): readonly string[] {
  const ids = [...new Set(effects.map(({ key }) => key.split(":")[0] ?? ""))];
  const names = effects.map(({ key, url }) => {
    const [id = "", path = ""] = key.split(":");
    return `run${ids.indexOf(id)}:${path} ${url}`;
  });
  return [...new Set(names)];
}
