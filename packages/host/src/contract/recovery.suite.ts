import { describe, expect, it } from "vitest";
import type { Stage } from "./stage.suite.ts";
import { act, actOnce, both, calculate, delay, output } from "./steps.suite.ts";

export function testRecovery(stage: () => Stage): void {
  describe("after a death", () => {
    it("an interrupted run goes on: done steps stay done, the one in flight keeps its key", async () => {
      await stage().deploy("a", {
        steps: [act("x"), calculate("y", "1 + 1"), act("z", "held"), output("{{ steps.y }}")],
      });
      const id = await stage().start("a");
      const first = await stage().world.call("z");
      await stage().restart();
      const second = await stage().world.call("z", 2);
      expect(second).toMatchObject({ key: first.key, attempt: first.attempt });
      second.succeed();
      expect((await stage().host.ended(id))?.output).toBe(2);
      expect(stage().world.named("x")).toHaveLength(1);
    });

    it("an answer that the dead process still got is not heard", async () => {
      await stage().deploy("a", { steps: [act("x", "held"), output("{{ steps.x.name }}")] });
      const id = await stage().start("a");
      const first = await stage().world.call("x");
      await stage().restart();
      first.succeed({ name: "ghost" });
      (await stage().world.call("x", 2)).succeed({ name: "living" });
      expect((await stage().host.ended(id))?.output).toBe("living");
    });

    it("a run whose write failed for no known reason is reported, and can be had again", async () => {
      await stage().deploy("a", { steps: [act("x", "held")] });
      const { store } = stage();
      let fails = false;
      const commit: typeof store.commit = async (unit) => {
        if (!fails || unit.kind !== "append") return store.commit(unit);
        fails = false;
        throw new Error("too big");
      };
      await stage().begin({ store: { ...store, commit } });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      fails = true;
      call.succeed();
      await stage().idle();
      expect(stage().errors.map(String)).toEqual(["Error: too big"]);
      stage().errors.length = 0;
      expect(await stage().host.cancel(id)).toBe("canceled");
    });

    it("all of many interrupted runs go on", async () => {
      await stage().deploy("a", { steps: [act("x", "held")] });
      const ids = await Promise.all(Array.from({ length: 120 }, () => stage().start("a")));
      await stage().world.call("x", 120);
      await stage().restart();
      for (let number = 121; number <= 240; number += 1)
        (await stage().world.call("x", number)).succeed();
      for (const id of ids) expect((await stage().finish(id)).status).toBe("succeeded");
    });

    it("an at-most-once action that was in flight is uncertain, and is not done again", async () => {
      await stage().deploy("a", { steps: [actOnce("pay", "held")] });
      const id = await stage().start("a");
      await stage().world.call("pay");
      await stage().restart();
      expect(await stage().finish(id)).toMatchObject({
        status: "failed",
        reason: "uncertain_effect",
      });
      expect(stage().world.named("pay")).toHaveLength(1);
    });

    it("an at-most-once action whose outcome was written is neither uncertain nor repeated", async () => {
      await stage().deploy("a", { steps: [actOnce("pay"), act("x", "held")] });
      const id = await stage().start("a");
      await stage().world.call("x");
      await stage().restart();
      (await stage().world.call("x", 2)).succeed();
      expect((await stage().finish(id)).status).toBe("succeeded");
      expect(stage().world.named("pay")).toHaveLength(1);
    });

    it("a run that waits takes no memory, and goes on at its time", async () => {
      await stage().deploy("a", { steps: [delay("wait", 5), act("x")] });
      const id = await stage().start("a");
      await stage().restart();
      expect(stage().host.stats().liveRuns).toBe(0);
      expect((await stage().finish(id)).status).toBe("succeeded");
    });

    it("branches that were at different places all go on", async () => {
      const branches = [[act("x", "held")], [delay("wait", 60), act("y")], [act("z")]];
      await stage().deploy("a", { steps: [both("all", ...branches)] });
      const id = await stage().start("a");
      await stage().world.call("x");
      await stage().restart();
      (await stage().world.call("x", 2)).succeed();
      expect((await stage().finish(id)).status).toBe("succeeded");
      expect(stage().world.named("z")).toHaveLength(1);
      expect(stage().world.named("y")).toHaveLength(1);
    });
  });

  describe("a workflow that this installation cannot carry out any more", () => {
    it("keeps no other from running; it is reported", async () => {
      await stage().deploy("a", { steps: [] });
      await stage().deploy("b", { steps: [] });
      const strange = { id: "x", type: "from_the_future", config: {} };
      await expect(stage().deploy("a", { steps: [strange] })).rejects.toThrow("from_the_future");
      await stage().restart();
      expect(stage().errors.splice(0).map(String).join()).toContain("from_the_future");
      expect((await stage().send("b")).decisions[0]?.outcome).toBe("started");
      expect((await stage().send("a")).decisions).toEqual([]);
    });
  });

  describe("a run that kills the process", () => {
    it("is given up after four deaths, without being tried again", async () => {
      await stage().deploy("poison", { steps: [act("x", "held")] });
      await stage().deploy("good", { steps: [act("y", "held")] });
      const id = await stage().start("poison");
      for (let death = 1; death <= 4; death += 1) {
        await stage().world.call("x", death);
        await stage().die();
        const opening = stage().open();
        if (death < 4) await stage().world.call("x", death + 1);
        // The last try is made alone, before the server is ready.
        if (death === 3) continue;
        await opening;
      }
      expect(await stage().until(id, "failed")).toMatchObject({ reason: "quarantined" });
      expect(stage().world.named("x")).toHaveLength(4);
      const good = await stage().start("good");
      (await stage().world.call("y")).succeed();
      expect((await stage().finish(good)).status).toBe("succeeded");
    });

    it("is told from one that only worked when the process died: progress clears it", async () => {
      await stage().deploy("a", {
        steps: Array.from({ length: 5 }, (_, n) => act(`x${n}`, "held")),
      });
      const id = await stage().start("a");
      for (let step = 0; step < 4; step += 1) {
        await stage().world.call(`x${step}`);
        const restarting = stage().restart();
        (await stage().world.call(`x${step}`, 2)).succeed();
        await restarting;
      }
      (await stage().world.call("x4")).succeed();
      expect((await stage().finish(id)).status).toBe("succeeded");
    });
  });
}
