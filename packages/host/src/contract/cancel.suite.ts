import { describe, expect, it } from "vitest";
import type { Stage } from "./stage.suite.ts";
import { act, delay, output } from "./steps.suite.ts";

export function testCancel(stage: () => Stage): void {
  describe("cancel", () => {
    it("ends a run that waits; its time does not wake it any more", async () => {
      await stage().deploy("a", { steps: [delay("wait", 1, "days"), act("x")] });
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      expect(await stage().host.cancel(id)).toBe("canceled");
      const row = await stage().store.run(id);
      expect(row).toMatchObject({ status: "canceled", reason: "canceled_by_user" });
      expect(row?.wakeAt).toBeUndefined();
      stage().clock.ring();
      expect((await stage().host.ended(id))?.status).toBe("canceled");
      expect(stage().world.calls).toEqual([]);
    });

    it("aborts a running action; its late result changes nothing", async () => {
      await stage().deploy("a", { steps: [act("x", "held"), act("y")] });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      expect(await stage().host.cancel(id)).toBe("canceled");
      expect(call.signal.aborted).toBe(true);
      const row = await stage().store.run(id);
      call.succeed();
      expect((await stage().host.ended(id))?.status).toBe("canceled");
      expect(await stage().store.run(id)).toEqual(row);
      expect(stage().world.named("y")).toEqual([]);
    });

    it("of an action after a wait aborts it, and does not begin it again", async () => {
      await stage().deploy("a", { steps: [delay("wait", 1), act("x", "held")] });
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      await stage().ring();
      const call = await stage().world.call("x");
      expect(stage().host.stats().liveRuns).toBe(1);
      expect(await stage().host.cancel(id)).toBe("canceled");
      expect((await stage().store.run(id))?.status).toBe("canceled");
      expect(call.signal.aborted).toBe(true);
      expect(stage().world.calls).toHaveLength(1);
    });

    it("at the instant of a wake does what it says", async () => {
      await stage().deploy("a", { steps: [delay("wait", 1), act("x", "held")] });
      const ids = await Promise.all(Array.from({ length: 20 }, () => stage().start("a")));
      for (const id of ids) await stage().until(id, "waiting");
      stage().clock.ring();
      const results = await Promise.all(ids.map((id) => stage().host.cancel(id)));
      expect(new Set(results)).toEqual(new Set(["canceled"]));
      for (const id of ids) expect((await stage().store.run(id))?.status).toBe("canceled");
    });

    it("asked for twice at once is done once", async () => {
      await stage().deploy("a", { steps: [delay("wait", 1, "days")] });
      const id = await stage().start("a");
      const results = await Promise.all([stage().host.cancel(id), stage().host.cancel(id)]);
      expect(results).toContain("canceled");
      const { seq } = await stage().until(id, "canceled");
      expect(seq).toBe(2);
    });

    it("of an ended run changes nothing and says so", async () => {
      await stage().deploy("a", { steps: [output(1)] });
      const id = await stage().start("a");
      expect(await stage().host.cancel(id)).toBe("already_ended");
      expect((await stage().store.run(id))?.status).toBe("succeeded");
    });

    it("of a run that does not exist says so", async () => {
      expect(await stage().host.cancel("run_nobody")).toBe("not_found");
    });
  });

  describe("waiting for a run's end", () => {
    it("gives the run at its end, whether that has come or not", async () => {
      await stage().deploy("a", { steps: [act("x", "held"), output("{{ steps.x.name }}")] });
      const id = await stage().start("a");
      const waiting = [stage().host.ended(id), stage().host.ended(id)];
      (await stage().world.call("x")).succeed();
      const runs = [...(await Promise.all(waiting)), await stage().host.ended(id)];
      expect(runs.map((run) => run?.output)).toEqual(["x", "x", "x"]);
    });

    it("gives nothing for a run that is not there, or not any more", async () => {
      await stage().deploy("a", { steps: [] });
      const id = await stage().start("a");
      await stage().store.deleteRuns([id]);
      expect(await stage().host.ended(id)).toBeUndefined();
      expect(await stage().host.ended("run_nobody")).toBeUndefined();
      expect(await stage().host.history("run_nobody")).toBeUndefined();
    });
  });

  describe("watch notices", () => {
    it("tell each change of a run's row in order, until they are not wanted any more", async () => {
      const told: string[] = [];
      await stage().deploy("a", { steps: [delay("wait", 1), act("x", "held")] });
      const unwatch = stage().host.watch(({ id, status }) => told.push(`${id} ${status}`));
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      await stage().ring();
      (await stage().world.call("x")).succeed();
      await stage().host.ended(id);
      unwatch();
      await stage().start("a");
      expect(told).toEqual([`${id} waiting`, `${id} running`, `${id} succeeded`]);
    });
  });
}
