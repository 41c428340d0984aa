import { type Store, StoreReadOnlyError } from "@stepwell/core";
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

  const waitFor = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  /** The next process, in which the store does some things in another way. */
  const reopen = async (change: (store: Store) => Partial<Store>, instant?: number) => {
    await stage().die();
    if (instant !== undefined) {
      stage().clock.wakeAt(instant, () => undefined);
      stage().clock.ring();
    }
    await stage().open({
      get store() {
        const { store } = stage();
        return { ...store, ...change(store) };
      },
    });
  };
  const progress = async () => (await stage().store.setting("schedule.a")) as object;
  const first = firstInstant + 8 * 60 * minuteMs;

  describe("a schedule", () => {
    it("starts runs at its times, in order and numbered", async () => {
      await daily();
      for (let count = 0; count < 3; count += 1) {
        await stage().ring();
        await settle();
      }
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

    it.each(["setting", "setSetting", "eventByKey", "commit"] as const)(
      "goes on after the store has failed at %s, and no time comes twice",
      async (failing) => {
        let isFailing = false;
        await reopen((store) => {
          const work = store[failing] as (...values: readonly unknown[]) => Promise<unknown>;
          const failed = async (...values: readonly unknown[]) => {
            if (isFailing) throw new Error("the disk is broken");
            return work(...values);
          };
          return { [failing]: failed };
        });
        await daily();
        isFailing = true;
        await stage().ring();
        await settle();
        isFailing = false;
        await stage().ring();
        await settle();
        expect(await times()).toEqual([first]);
        await stage().ring();
        await settle();
        expect(await fired()).toMatchObject([{ sequence: 1 }, { sequence: 2 }]);
        for (const error of stage().errors.splice(0))
          expect(String(error)).toContain("the disk is broken");
      },
    );

    it("keeps its limit where the process dies between the event and the progress", async () => {
      const held = Promise.withResolvers<void>();
      await daily({ limit: 1 });
      const before = await progress();
      await reopen(({ setSetting }) => ({
        setSetting: async (name, value) =>
          name === "schedule.a" ? held.promise : setSetting(name, value),
      }));
      await stage().ring();
      await waitFor(async () => (await fired()).length === 1);
      expect(await progress()).toEqual(before);
      await stage().restart();
      await settle();
      expect(stage().clock.ring()).toBe(false);
      expect(await times()).toEqual([first]);
    });

    it("lets the process begin before missed times are sent, and writes its progress by the slice", async () => {
      await deploy({ mode: "cron", cron: "0 * * * *", missed: "all" });
      const opened = Promise.withResolvers<void>();
      const counts = { sent: 0, written: 0 };
      const change = ({ commit, setSetting }: Store): Partial<Store> => ({
        async commit(unit) {
          await opened.promise;
          counts.sent += 1;
          return commit(unit);
        },
        async setSetting(name, value) {
          if (name === "schedule.a") counts.written += 1;
          return setSetting(name, value);
        },
      });
      await reopen(change, firstInstant + 240 * 60 * minuteMs);
      expect(counts.sent).toBe(0);
      opened.resolve();
      await waitFor(async () => ((await progress()) as { count: number }).count === 240);
      expect(counts).toEqual({ sent: 240, written: 3 });
    });

    it("that is behind offers its events together: they share their commits", async () => {
      await deploy({ mode: "cron", cron: "0 * * * *", missed: "all" });
      let [open, openMax] = [0, 0];
      const change = ({ commit }: Store): Partial<Store> => ({
        async commit(unit) {
          open += 1;
          openMax = Math.max(open, openMax);
          return commit(unit).finally(() => (open -= 1));
        },
      });
      await reopen(change, firstInstant + 60 * 60 * minuteMs);
      await waitFor(async () => ((await progress()) as { count: number }).count === 60);
      expect(openMax).toBeGreaterThan(10);
      const hours = Array.from({ length: 60 }, (_, index) => index + 1);
      expect(await times()).toEqual(hours.map((hour) => firstInstant + hour * 60 * minuteMs));
      expect((await fired()).map(({ sequence }) => sequence)).toEqual(hours);
    });

    it("that is behind lets a change in between, and ends soon after a stop", async () => {
      const hourly = { mode: "cron", cron: "0 * * * *", missed: "all" };
      await deploy(hourly);
      await reopen(() => ({}), firstInstant + 2000 * 60 * minuteMs);
      await stage().host.reload("a");
      await waitFor(async () => (await fired()).length > 20);
      await stage().pass(stage().host.stop(0));
      const { count } = (await progress()) as { count: number };
      expect(count).toBeLessThan(1000);
      await stage().restart();
      await deploy({ ...hourly, cron: "0 8 * * *" });
      const sent = (await stage().store.events({}, { limit: 2000, cursor: undefined })).length;
      expect(sent).toBeLessThan(1000);
    });

    it("whose deactivation was interrupted by a crash sends nothing of it later", async () => {
      await daily({ missed: "all" });
      const { store } = stage();
      const row = await store.workflow("a");
      if (row) await store.updateWorkflow({ ...row, activeVersion: undefined }, row.draftRevision);
      await stage().restart();
      await sleepUntil(firstInstant + 10 * dayMs);
      await stage().activate("a", 1);
      await settle();
      expect(await fired()).toEqual([]);
      await stage().ring();
      await settle();
      expect(await times()).toEqual([first + 10 * dayMs]);
    });

    it("whose deactivation could not be written sends nothing of it later", async () => {
      let isFailing = false;
      await reopen(({ setSetting }) => ({
        async setSetting(name, value) {
          if (isFailing) throw new StoreReadOnlyError("the disk is full");
          return setSetting(name, value);
        },
      }));
      await deploy({ mode: "cron", cron: "* * * * *", missed: "all" });
      isFailing = true;
      await stage().activate("a", undefined);
      for (let count = 0; count < 30; count += 1) {
        await stage().ring();
        await settle();
      }
      isFailing = false;
      await stage().activate("a", 1);
      await settle();
      expect(await fired()).toEqual([]);
      stage().errors.splice(0);
    });

    it.each(["skip", "latest", "all"] as const)(
      "with the policy %s owes what the server has refused, however long",
      async (missed) => {
        let isFull = false;
        await reopen(({ health }) => ({
          health: () => (isFull ? { status: "read_only", why: "the disk is full" } : health()),
        }));
        const everyMinute = { mode: "cron", cron: "* * * * *", missed };
        await deploy(everyMinute);
        isFull = true;
        while (stage().clock.now() < firstInstant + 5 * minuteMs) {
          await stage().ring();
          await settle();
        }
        expect(await fired()).toEqual([]);
        isFull = false;
        await stage().ring();
        await settle();
        const minutes = [1, 2, 3, 4, 5].map((minute) => firstInstant + minute * minuteMs);
        expect(await times()).toEqual(minutes);
      },
    );
  });
}
