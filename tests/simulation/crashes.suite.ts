import type { CrashOutcome } from "@stepwell/store";
import { expect, it } from "vitest";
import { deployed, type Observation, play, type Schedule } from "./schedule.ts";
import type { SimulatedWorkflow } from "./workflows.ts";

/*
 * Hypothesis: whatever the moments at which the process dies, each run ends as it would have ended
 * without, no durable effect is done again, and each step keeps its key.
 */

/** What else a disk may make of what was not synced when the process died. */
const otherOutcomes: readonly CrashOutcome[] = ["kept", "torn", "reordered"];

/** Every how manyth pair of crashes is tried with a disk that tears as well. */
const tornStride = 3;

interface Thoroughness {
  readonly schedulesMin: number;
  /** Every how manyth second crash is tried after each first one; all by default. */
  readonly pairStride?: number;
}

export function testCrashes(
  workflows: readonly SimulatedWorkflow[],
  { schedulesMin, pairStride = 1 }: Thoroughness,
): void {
  let schedules = 0;

  it.each(workflows)(
    "$name: single and double crashes end as if there were none",
    async (workflow) => {
      const records = await deployed(workflow);
      const { events } = workflow;
      const plan = { records, ...(events && { events }) };
      const calm = await play({ ...plan, crashes: [] });
      expect(calm.violations).toEqual([]);
      expect(calm.effects).toHaveLength(workflow.effects);
      const found: string[] = [];
      for await (const { schedule, seen } of playAll(plan, pairStride)) {
        schedules += 1;
        const place = `${schedule.crashes.join("+")} ${schedule.outcome ?? "lost"}`;
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

interface Played {
  readonly schedule: Schedule;
  readonly seen: Observation;
}

/** Every schedule of one crash, and of two as far as the stride goes; none is played twice. */
async function* playAll(plan: Plan, pairStride: number): AsyncGenerator<Played, void> {
  for (let first = 1; ; first += 1) {
    const alone = yield* playEach(plan, [first], otherOutcomes);
    if (!alone) return;
    for (let second = 1 + (first % pairStride); ; second += pairStride) {
      const others = (first + second) % tornStride === 0 ? (["torn"] as const) : [];
      if (!(yield* playEach(plan, [first, second], others))) break;
    }
  }
}

/** False where a life ended before the last of its crashes: later points are the same schedule. */
async function* playEach(
  plan: Plan,
  crashes: readonly number[],
  others: readonly CrashOutcome[],
): AsyncGenerator<Played, boolean> {
  const schedule = { ...plan, crashes };
  const seen = await play(schedule);
  if (seen.deaths < crashes.length) return false;
  yield { schedule, seen };
  if (!seen.isTearable) return true;
  for (const outcome of others) {
    const torn = { ...schedule, outcome };
    yield { schedule: torn, seen: await play(torn) };
  }
  return true;
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
