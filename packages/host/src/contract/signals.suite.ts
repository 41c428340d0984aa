import { describe, expect, it } from "vitest";
import type { Stage } from "./stage.suite.ts";
import { act, delay, output } from "./steps.suite.ts";

/* Events on their way to runs that wait for them, and out of runs. */

const waitStep = (type: string, value: unknown, more: object = {}) => ({
  id: "wait",
  type: "wait_for_event",
  config: { type, match: [{ field: "id", equals: value }], ...more },
});

export function testSignals(stage: () => Stage): void {
  /** What is told to a run is taken off the list a moment later. */
  const nothingOwed = async () => {
    while ((await stage().store.owedDeliveries()).length > 0)
      await new Promise<void>((resolve) => setImmediate(resolve));
  };

  describe("a run that waits for an event", () => {
    it("is told of the first that matches, and of no other", async () => {
      const steps = [
        waitStep("paid", "{{ trigger.id }}"),
        output("{{ steps.wait.event.data.sum }}"),
      ];
      await stage().deploy("a", { steps });
      const ids = await Promise.all([1, 2].map((id) => stage().start("a", { data: { id } })));
      for (const id of ids) await stage().until(id, "waiting");
      await stage().idle();
      await stage().send("paid", { data: { id: 9, sum: 0 } });
      await stage().send("paid", { data: { id: 2, sum: 20 } });
      await stage().send("paid", { data: { id: 2, sum: 21 } });
      expect((await stage().host.ended(ids[1] ?? ""))?.output).toBe(20);
      expect((await stage().store.run(ids[0] ?? ""))?.status).toBe("waiting");
      await nothingOwed();
    });

    it("is told though the process dies right after the event was accepted", async () => {
      await stage().deploy("a", { steps: [waitStep("paid", 1), output("told")] });
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      await stage().restart();
      const sent = stage().send("paid", { data: { id: 1 } });
      await sent;
      await stage().restart();
      expect((await stage().host.ended(id))?.output).toBe("told");
      await nothingOwed();
    });

    it("goes on once, however many wait for one event", async () => {
      await stage().deploy("a", { steps: [waitStep("tick", 1), act("x")] });
      const ids = await Promise.all(Array.from({ length: 130 }, () => stage().start("a")));
      for (const id of ids) await stage().until(id, "waiting");
      await stage().send("tick", { data: { id: 1 } });
      for (const id of ids) expect((await stage().finish(id)).status).toBe("succeeded");
      expect(
        new Set(
          stage()
            .world.named("x")
            .map(({ key }) => key),
        ).size,
      ).toBe(130);
      expect(stage().world.named("x")).toHaveLength(130);
    });

    it("is left alone by an event that comes after its time-out", async () => {
      const more = { timeout: { amount: 1, unit: "hours" }, onTimeout: "continue" };
      await stage().deploy("a", {
        steps: [
          waitStep("paid", 1, more),
          delay("rest", 1, "days"),
          output("{{ steps.wait.timedOut }}"),
        ],
      });
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      await stage().ring();
      await stage().send("paid", { data: { id: 1 } });
      await stage().finish(id);
      expect((await stage().host.ended(id))?.output).toBe(true);
    });

    it("can wait for the same event again", async () => {
      const branches = [{ id: "body", steps: [waitStep("tick", 1)] }];
      const loop = { id: "each", type: "loop", config: { over: 3 }, branches };
      await stage().deploy("a", { steps: [loop] });
      const id = await stage().start("a");
      for (let count = 0; count < 3; count += 1) {
        expect((await stage().store.run(id))?.status).not.toBe("succeeded");
        await stage().until(id, "waiting");
        await stage().idle();
        await stage().send("tick", { data: { id: 1 } });
        await stage().idle();
      }
      await stage().until(id, "succeeded");
    });
  });

  describe("events that a step emits", () => {
    const emit = { id: "say", type: "emit_event", config: { type: "said", data: { n: 1 } } };

    it("are one event, though the process dies before the step's outcome is written", async () => {
      await stage().deploy("listener", {
        trigger: { type: "event", config: { type: "said" } },
        steps: [output("{{ trigger.n }}")],
      });
      await stage().deploy("a", { steps: [emit, act("x", "held")] });
      const id = await stage().start("a");
      await stage().world.call("x");
      await stage().restart();
      (await stage().world.call("x", 2)).succeed();
      await stage().finish(id);
      const rows = await stage().store.runs(
        { workflowId: "listener" },
        { limit: 9, cursor: undefined },
      );
      expect(rows).toHaveLength(1);
    });
  });
}
