import type { Store } from "@stepwell/core";
import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Stage } from "./stage.suite.ts";
import { act, actOnce, delay, output } from "./steps.suite.ts";

/* What becomes of a run that could not be written, or not be read, for no known reason. */

export function testLostWrites(stage: () => Stage): void {
  /** A store whose next appends fail, as many as are asked for. */
  const failing = () => {
    const { store } = stage();
    const state = { failures: 0, error: "Error: too big" };
    const commit: Store["commit"] = async (unit) => {
      if (state.failures === 0 || unit.kind !== "append") return store.commit(unit);
      state.failures -= 1;
      throw new Error("too big");
    };
    return { state, store: { ...store, commit } };
  };
  const reported = () => stage().errors.splice(0).map(String);

  describe("a run whose write failed for no known reason", () => {
    it("is reported, and taken up again after a while with what it was told", async () => {
      await stage().deploy("a", { steps: [act("x", "held"), act("y"), output("done")] });
      const { state, store } = failing();
      await stage().begin({ store });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      state.failures = 1;
      call.succeed();
      await stage().idle();
      expect(reported()).toEqual([state.error]);
      const before = stage().clock.now();
      await stage().ring();
      expect(await stage().until(id, "succeeded")).toMatchObject({ id });
      expect(stage().clock.now() - before).toBe(30_000);
      // Its outcome was known: the action is not performed again.
      expect(stage().world.named("x")).toHaveLength(1);
      expect(stage().world.named("y")).toHaveLength(1);
    });

    it("is tried again less and less often", async () => {
      await stage().deploy("a", { steps: [act("x", "held")] });
      const { state, store } = failing();
      await stage().begin({ store });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      state.failures = 3;
      call.succeed();
      await stage().idle();
      const waits: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        const before = stage().clock.now();
        await stage().ring();
        while (stage().errors.length === 0 && state.failures > 0) await setImmediate();
        waits.push(stage().clock.now() - before);
      }
      await stage().until(id, "succeeded");
      expect(waits).toEqual([30_000, 60_000, 120_000]);
      expect(reported()).toHaveLength(3);
    });

    it("does not hold an at-most-once action for uncertain whose outcome is known", async () => {
      await stage().deploy("a", { steps: [actOnce("pay", "held"), output("{{ steps.pay }}")] });
      const { state, store } = failing();
      await stage().begin({ store });
      const id = await stage().start("a");
      const call = await stage().world.call("pay");
      state.failures = 1;
      call.succeed();
      await stage().idle();
      await stage().ring();
      expect(await stage().until(id, "succeeded", "failed")).toMatchObject({ status: "succeeded" });
      expect(reported()).toEqual([state.error]);
    });

    it("is woken though its wake was lost", async () => {
      await stage().deploy("a", { steps: [delay("wait", 5), output("woken")] });
      const { state, store } = failing();
      await stage().begin({ store });
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      await stage().idle();
      state.failures = 1;
      await stage().ring();
      while (state.failures > 0) await setImmediate();
      await stage().idle();
      await stage().ring();
      await stage().until(id, "succeeded");
      expect(reported()).toEqual([state.error]);
    });

    it("is left alone where somebody has canceled it meanwhile", async () => {
      await stage().deploy("a", { steps: [act("x", "held")] });
      const { state, store } = failing();
      await stage().begin({ store });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      state.failures = 1;
      call.succeed();
      await stage().idle();
      expect(reported()).toEqual([state.error]);
      expect(await stage().host.cancel(id)).toBe("canceled");
      await stage().ring();
      await stage().idle();
      expect((await stage().store.run(id))?.status).toBe("canceled");
    });
  });

  describe("a run that could not be read at the start", () => {
    it("is taken up a while later", async () => {
      await stage().deploy("a", { steps: [act("x", "held")] });
      const id = await stage().start("a");
      await stage().world.call("x");
      await stage().die();
      let failures = 1;
      await stage().open({
        get store() {
          const { store } = stage();
          const facts: Store["facts"] = async (runId) => {
            if (failures === 0) return store.facts(runId);
            failures -= 1;
            throw new Error("unreadable");
          };
          return { ...store, facts };
        },
      });
      while (failures > 0) await setImmediate();
      await stage().ring();
      (await stage().world.call("x", 2)).succeed();
      await stage().until(id, "succeeded");
      expect(reported()).toEqual(["Error: unreadable"]);
    });
  });
}
