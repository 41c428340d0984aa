import type { Acceptance, ResumeRefusal } from "@stepwell/core";
import { required } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import type { Stage } from "./stage.suite.ts";
import { act, actOnce, both, calculate, delay, output } from "./steps.suite.ts";

export function testResume(stage: () => Stage): void {
  const resume = async (runId: string, more: { version?: number; data?: never } = {}) => {
    const original = required(await stage().store.run(runId), "the run is there");
    return stage().host.resume({ original, version: original.version, ...more });
  };
  const newRun = (answer: Acceptance | ResumeRefusal): string => {
    if (answer.kind !== "accepted") throw new Error(JSON.stringify(answer));
    return required(answer.runs[0], "a run").identity.id;
  };

  describe("resuming", () => {
    it("goes on from the failed step; what was done is not done again", async () => {
      const steps = [act("a"), act("b", "held"), output("{{ steps.b.name }}")];
      await stage().deploy("w", { steps });
      const id = await stage().start("w");
      (await stage().world.call("b")).fail(false);
      await stage().finish(id);
      const again = newRun(await resume(id));
      (await stage().world.call("b", 2)).succeed();
      expect(await stage().finish(again)).toMatchObject({
        status: "succeeded",
        rerunOf: id,
        attempt: 2,
      });
      expect(stage().world.named("a")).toHaveLength(1);
      const keys = stage()
        .world.named("b")
        .map(({ key }) => key);
      expect(new Set(keys).size).toBe(2);
      expect((await stage().store.run(id))?.status).toBe("failed");
    });

    it("survives a death, before and after its next step", async () => {
      await stage().deploy("w", { steps: [act("a"), act("b", "held"), act("c", "held")] });
      const id = await stage().start("w");
      (await stage().world.call("b")).fail(false);
      await stage().finish(id);
      const again = newRun(await resume(id));
      await stage().world.call("b", 2);
      await stage().restart();
      (await stage().world.call("b", 3)).succeed();
      await stage().world.call("c");
      await stage().restart();
      (await stage().world.call("c", 2)).succeed();
      expect((await stage().finish(again)).status).toBe("succeeded");
      expect(stage().world.named("a")).toHaveLength(1);
    });

    it("waits on where it was canceled, and on its own time", async () => {
      await stage().deploy("w", { steps: [act("a"), delay("wait", 5, "days"), output(1)] });
      const id = await stage().start("w");
      await stage().until(id, "waiting");
      await stage().host.cancel(id);
      const again = newRun(await resume(id));
      expect((await stage().until(again, "waiting")).wakeAt).toBeGreaterThan(stage().clock.now());
      expect((await stage().finish(again)).status).toBe("succeeded");
    });

    it("never repeats an at-most-once action that was in flight elsewhere", async () => {
      const steps = [both("two", [actOnce("pay", "held")], [act("x", "held")])];
      await stage().deploy("w", { steps });
      const id = await stage().start("w");
      await stage().world.call("pay");
      (await stage().world.call("x")).fail(false);
      await stage().finish(id);
      const again = await stage().finish(newRun(await resume(id)));
      expect(again).toMatchObject({ status: "failed", reason: "uncertain_effect" });
      expect(stage().world.named("pay")).toHaveLength(1);
    });

    it("says that nobody knows before it does a canceled at-most-once action again", async () => {
      await stage().deploy("w", { steps: [actOnce("pay", "held")] });
      const id = await stage().start("w");
      await stage().world.call("pay");
      await stage().host.cancel(id);
      const again = newRun(await resume(id));
      expect(await stage().finish(again)).toMatchObject({ reason: "uncertain_effect" });
      expect(stage().world.named("pay")).toHaveLength(1);
      const third = newRun(await resume(again));
      (await stage().world.call("pay", 2)).succeed();
      expect((await stage().finish(third)).status).toBe("succeeded");
    });

    it("begins a run that was canceled while it was queued", async () => {
      const settings = { concurrency: { limit: 1 } };
      await stage().deploy("w", { steps: [act("b", "held")], settings });
      const holder = await stage().start("w");
      const queued = await stage().start("w");
      await stage().host.cancel(queued);
      (await stage().world.call("b")).succeed();
      await stage().finish(holder);
      await stage().idle();
      const again = newRun(await resume(queued));
      (await stage().world.call("b", 2)).succeed();
      expect((await stage().finish(again)).status).toBe("succeeded");
    });

    it("takes a mended version, and refuses one that would fail again or does not fit", async () => {
      const broken = {
        id: "bad",
        type: "calculate",
        config: { engine: "formula", expression: "1 / 0" },
      };
      await stage().deploy("w", { steps: [act("a"), broken] });
      const id = await stage().start("w");
      await stage().finish(id);
      expect(await resume(id)).toMatchObject({ kind: "refused", code: "fails_again" });
      await stage().deploy("w", { steps: [act("a"), calculate("bad", "1 + 1")] });
      await stage().deploy("w", { steps: [delay("a", 1)] });
      expect(await resume(id, { version: 3 })).toMatchObject({ code: "not_compatible" });
      const again = newRun(await resume(id, { version: 2 }));
      expect(await stage().finish(again)).toMatchObject({ status: "succeeded", version: 2 });
      expect(stage().world.named("a")).toHaveLength(1);
    });

    it("takes other input, as an event of its own", async () => {
      const steps = [act("a"), calculate("sum", "trigger.n + 1"), output("{{ steps.sum }}")];
      await stage().deploy("w", { steps });
      const id = await stage().start("w", { data: { n: "seven" } });
      const before = await stage().finish(id);
      expect(before.status).toBe("failed");
      const again = newRun(await resume(id, { data: { n: 7 } as never }));
      expect((await stage().host.ended(again))?.output).toBe(8);
      const row = required(await stage().store.run(again), "the run is there");
      expect(row.eventId).not.toBe(before.eventId);
      expect(await stage().store.event(row.eventId)).toMatchObject({ data: { n: 7 }, target: "w" });
    });

    it("needs a free place where the workflow has a limit", async () => {
      const settings = { concurrency: { limit: 1 } };
      await stage().deploy("w", { steps: [act("b", "held")], settings });
      const failed = await stage().start("w");
      (await stage().world.call("b")).fail(false);
      await stage().finish(failed);
      const holder = await stage().start("w");
      await stage().world.call("b", 2);
      expect(await resume(failed)).toMatchObject({ kind: "overload", why: "workflow_busy" });
      (await stage().world.call("b", 2)).succeed();
      await stage().finish(holder);
      await stage().idle();
      const again = newRun(await resume(failed));
      (await stage().world.call("b", 3)).succeed();
      expect((await stage().finish(again)).status).toBe("succeeded");
    });
  });
}
