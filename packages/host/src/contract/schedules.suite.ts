import { describe, expect, it } from "vitest";
import { firstInstant, type Stage } from "./stage.suite.ts";
import { output } from "./steps.suite.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export function testSchedules(stage: () => Stage): void {
  const deploy = (config: object, id = "a") =>
    stage().deploy(id, {
      trigger: { type: "schedule", config: { timeZone: "UTC", ...config } },
      steps: [output("{{ trigger.sequence }}")],
    });
  const daily = (more: object = {}) => deploy({ mode: "cron", cron: "0 8 * * *", ...more });

  /** Times for which there are events, with their sequences. */
  const fired = async () => {
    const events = await stage().store.events(
      { type: "schedule.due" },
      { limit: 100, cursor: undefined },
    );
    return events.map(({ data }) => data as { scheduledAt: string; sequence: number }).toReversed();
  };
  const times = async () => (await fired()).map(({ scheduledAt }) => Date.parse(scheduledAt));
  const settle = async () => {
    // Writes keep their order: behind a dozen of them is all that followed from one timer.
    for (let count = 0; count < 12; count += 1) {
      await stage().store.setSetting("barrier", count);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  };
  /** The process is away until then. */
  const sleepUntil = async (instant: number) => {
    await stage().die();
    stage().clock.wakeAt(instant, () => undefined);
    stage().clock.ring();
    await stage().open();
    await settle();
  };

  describe("a schedule", () => {
    it("starts runs at its times, in order and numbered", async () => {
      await daily();
      for (let count = 0; count < 3; count += 1) {
        await stage().ring();
        await settle();
      }
      const first = firstInstant + 8 * 60 * minuteMs;
      expect(await times()).toEqual([first, first + dayMs, first + 2 * dayMs]);
      expect((await fired()).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    });

    it("sixty days ahead comes at its time, over restarts", async () => {
      const at = new Date(firstInstant + 60 * dayMs).toISOString();
      await deploy({ mode: "once", at });
      await stage().restart();
      expect(await fired()).toEqual([]);
      await stage().ring();
      await settle();
      expect(await times()).toEqual([firstInstant + 60 * dayMs]);
      expect(stage().clock.now()).toBe(firstInstant + 60 * dayMs);
      await stage().restart();
      await settle();
      expect(await fired()).toHaveLength(1);
    });

    it.each([
      ["skip", []],
      ["latest", [4]],
      ["all", [0, 1, 2, 3, 4]],
    ] as const)("that was missed five times follows its policy %s", async (missed, days) => {
      await daily({ missed });
      await sleepUntil(firstInstant + 5 * dayMs);
      const first = firstInstant + 8 * 60 * minuteMs;
      expect(await times()).toEqual(days.map((day) => first + day * dayMs));
      await stage().ring();
      await settle();
      expect((await times()).at(-1)).toBe(first + 5 * dayMs);
    });

    it("that is due at the start of the process comes once, and its missed times not again", async () => {
      await daily({ missed: "latest" });
      await sleepUntil(firstInstant + 3 * dayMs + 8 * 60 * minuteMs);
      await stage().restart();
      await settle();
      expect(await times()).toEqual([firstInstant + 3 * dayMs + 8 * 60 * minuteMs]);
    });

    it("never comes twice for one time, whenever the process dies", async () => {
      await daily();
      await stage().ring();
      await stage().restart();
      await settle();
      await stage().restart();
      await settle();
      expect(await times()).toEqual([firstInstant + 8 * 60 * minuteMs]);
    });

    it("ends with its number of runs, also over a restart", async () => {
      await daily({ limit: 2 });
      await stage().ring();
      await settle();
      await stage().restart();
      await stage().ring();
      await settle();
      expect(await fired()).toHaveLength(2);
      expect(stage().clock.ring()).toBe(false);
    });

    it("goes by the newest version, and not on while it is inactive", async () => {
      await daily();
      await stage().ring();
      await settle();
      await deploy({ mode: "cron", cron: "0 9 * * *" });
      await stage().ring();
      await settle();
      expect((await times()).at(-1)).toBe(firstInstant + 9 * 60 * minuteMs);
      await stage().activate("a", undefined);
      expect(stage().clock.ring()).toBe(false);
      await sleepUntil(firstInstant + 10 * dayMs);
      await stage().activate("a", 2);
      await settle();
      expect(await fired()).toHaveLength(2);
    });

    it("waits for a server that is too busy, and loses nothing", async () => {
      await stage().restart({ liveRunsMax: 0 });
      await daily();
      await stage().ring();
      await settle();
      expect(await fired()).toEqual([]);
      await stage().restart();
      await settle();
      expect(await times()).toEqual([firstInstant + 8 * 60 * minuteMs]);
    });
  });
}
