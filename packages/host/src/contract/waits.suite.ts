import { describe, expect, it } from "vitest";
import { firstInstant, type Stage } from "./stage.suite.ts";
import { act, both, delay, output } from "./steps.suite.ts";

const dayMs = 86_400_000;

export function testWaits(stage: () => Stage): void {
  describe("waits", () => {
    it("of sixty days end at their time, not before and not twice", async () => {
      await stage().deploy("a", { steps: [delay("wait", 60, "days"), act("x")] });
      const id = await stage().start("a");
      const row = await stage().until(id, "waiting");
      expect(row.wakeAt).toBe(firstInstant + 60 * dayMs);
      expect(stage().host.stats().liveRuns).toBe(0);
      expect((await stage().finish(id)).status).toBe("succeeded");
      expect(
        stage()
          .world.named("x")
          .map(({ at }) => at),
      ).toEqual([firstInstant + 60 * dayMs]);
    });

    it("survive a restart, and end at once where their time came meanwhile", async () => {
      await stage().deploy("a", { steps: [delay("wait", 60, "days"), act("x")] });
      await stage().deploy("b", { steps: [delay("wait", 1, "days"), act("y")] });
      const late = await stage().start("a");
      const due = await stage().start("b");
      await stage().die();
      stage().clock.wakeAt(firstInstant + 2 * dayMs, () => undefined);
      stage().clock.ring();
      await stage().open();
      await stage().ring();
      await stage().until(due, "succeeded");
      expect((await stage().until(late, "waiting")).wakeAt).toBe(firstInstant + 60 * dayMs);
      await stage().finish(late);
      expect(stage().world.calls.map(({ name }) => name)).toEqual(["y", "x"]);
    });

    it("of many runs that end at the same instant are all woken", async () => {
      await stage().deploy("a", { steps: [delay("wait", 1, "hours"), output("woken")] });
      const sent = Array.from({ length: 450 }, () => stage().start("a"));
      const ids = await Promise.all(sent);
      await stage().until(ids.at(-1) ?? "", "waiting");
      await stage().ring();
      const runs = await Promise.all(ids.map((id) => stage().host.ended(id)));
      expect(runs.every((run) => run?.output === "woken")).toBe(true);
    });

    it("of no time at all end, however many begin at once", async () => {
      await stage().deploy("a", { steps: [delay("wait", 0), act("x")] });
      const ids = await Promise.all(Array.from({ length: 60 }, () => stage().start("a")));
      for (const id of ids) expect((await stage().finish(id)).status).toBe("succeeded");
      expect(stage().world.calls).toHaveLength(60);
      expect(new Set(stage().world.calls.map(({ key }) => key)).size).toBe(60);
    });
  });

  describe("retries", () => {
    it("come after growing delays, with the same key and a counted attempt", async () => {
      const retry = { attempts: 4, initialDelay: 100, factor: 3, maxDelay: 500, jitter: false };
      await stage().deploy("a", { steps: [act("x", "down", { retry })] });
      const id = await stage().start("a");
      expect(await stage().finish(id)).toMatchObject({ status: "failed", reason: "step_error" });
      const calls = stage().world.named("x");
      expect(calls.map(({ at }) => at - firstInstant)).toEqual([0, 100, 400, 900]);
      expect(calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
      expect(new Set(calls.map(({ key }) => key)).size).toBe(1);
    });

    it("are not made of failures that will stay", async () => {
      await stage().deploy("a", { steps: [act("x", "bad", { retry: { attempts: 5 } })] });
      const id = await stage().start("a");
      expect((await stage().finish(id)).status).toBe("failed");
      expect(stage().world.calls).toHaveLength(1);
    });

    it("wait as long as the other side asks", async () => {
      const retry = { attempts: 2, initialDelay: 10 };
      await stage().deploy("a", { steps: [act("x", "held", { retry })] });
      const id = await stage().start("a");
      (await stage().world.call("x")).fail(true, 90_000);
      await stage().until(id, "waiting");
      await stage().ring();
      const second = await stage().world.call("x", 2);
      expect(second.at).toBe(firstInstant + 90_000);
      second.succeed();
      expect((await stage().finish(id)).status).toBe("succeeded");
    });

    it("go on after a restart in the middle of the delay", async () => {
      const retry = { attempts: 2, initialDelay: { amount: 1, unit: "hours" }, jitter: false };
      const maxDelay = { amount: 2, unit: "hours" };
      await stage().deploy("a", { steps: [act("x", "down", { retry: { ...retry, maxDelay } })] });
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      await stage().restart();
      await stage().finish(id);
      const calls = stage().world.named("x");
      expect(calls.map(({ at }) => at - firstInstant)).toEqual([0, 3_600_000]);
      expect(calls[1]).toMatchObject({ attempt: 2, key: calls[0]?.key });
    });
  });

  describe("time-outs", () => {
    it("of a step abort its action and follow its error policy", async () => {
      const more = { timeout: { amount: 5, unit: "seconds" }, onError: "continue" };
      await stage().deploy("a", { steps: [act("x", "held", more), output("went on")] });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      await stage().ring();
      expect((await stage().host.ended(id))?.output).toBe("went on");
      expect(call.signal.aborted).toBe(true);
    });

    it("of a run end it as failed, whatever it was doing", async () => {
      const settings = { timeout: { amount: 1, unit: "minutes" } };
      const steps = [both("all", [act("x", "held")], [delay("wait", 1, "hours")])];
      await stage().deploy("a", { steps, settings });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      await stage().ring();
      const run = await stage().host.ended(id);
      expect(run).toMatchObject({ reason: "timeout", endedAt: firstInstant + 60_000 });
      const row = await stage().until(id, "failed");
      await stage().idle();
      expect(call.signal.aborted).toBe(true);
      call.succeed();
      expect((await stage().store.run(id))?.seq).toBe(row.seq);
    });

    it("go on counting while the process is down", async () => {
      const settings = { timeout: { amount: 1, unit: "minutes" } };
      await stage().deploy("a", { steps: [delay("wait", 1, "days")], settings });
      const id = await stage().start("a");
      await stage().restart();
      await stage().ring();
      expect((await stage().until(id, "failed")).endedAt).toBe(firstInstant + 60_000);
    });
  });
}
