import { advance, pending, required } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { firstInstant, type Stage } from "./stage.suite.ts";
import { act, actOnce, both, delay, output } from "./steps.suite.ts";

/* Runs that call workflows. */

const called = { type: "call", config: {} };
const callStep = (workflow: string, input: object = {}, more: object = {}) => ({
  id: "call",
  type: "call_workflow",
  config: { workflow, input },
  ...more,
});

export function testCalls(stage: () => Stage): void {
  const openRuns = async () => {
    const statuses = ["queued", "running", "waiting"] as const;
    return stage().store.runs({ statuses }, { limit: 100, cursor: undefined });
  };
  const childOf = async (workflowId: string) => {
    for (;;) {
      const [row] = await stage().store.runs({ workflowId }, { limit: 1, cursor: undefined });
      if (row) return row;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  };

  describe("a called workflow", () => {
    it("gives its output to the caller, by name or id", async () => {
      await stage().deploy("child", { trigger: called, steps: [output("{{ trigger.n }}")] });
      const steps = [callStep("child", { n: "{{ trigger.n }}" }), output("{{ steps.call }}")];
      await stage().deploy("a", { steps });
      const id = await stage().start("a", { data: { n: 7 } });
      expect((await stage().host.ended(id))?.output).toBe(7);
      const child = await childOf("child");
      expect(child).toMatchObject({ parentId: id, status: "succeeded" });
      const history = await stage().host.history(id);
      expect(history?.stepRuns[0]).toMatchObject({ calledRunId: child.id, output: 7 });
    });

    it("may take sixty days; meanwhile nobody is in memory", async () => {
      const steps = [delay("rest", 60, "days"), output("late")];
      await stage().deploy("child", { trigger: called, steps });
      await stage().deploy("a", { steps: [callStep("child"), output("{{ steps.call }}")] });
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      await stage().idle();
      await stage().restart();
      await stage().finish((await childOf("child")).id);
      expect((await stage().host.ended(id))?.output).toBe("late");
    });

    it("that was called while the caller was stopped is found again", async () => {
      await stage().deploy("child", {
        trigger: called,
        steps: [delay("rest", 1, "days"), output("done")],
      });
      await stage().deploy("a", { steps: [callStep("child"), output("{{ steps.call }}")] });
      const { store } = stage();
      const durable = Promise.withResolvers<void>();
      const told = Promise.withResolvers<void>();
      const commit: typeof store.commit = async (unit) => {
        const result = await store.commit(unit);
        if (unit.kind === "accept" && unit.event?.target === "child") {
          durable.resolve();
          await told.promise;
        }
        return result;
      };
      await stage().begin({ store: { ...store, commit } });
      const id = await stage().start("a");
      await durable.promise;
      const stopping = stage().host.stop(1000);
      told.resolve();
      await stage().pass(stopping);
      await stage().restart();
      const child = await stage().finish((await childOf("child")).id);
      expect(child.status).toBe("succeeded");
      expect((await stage().host.ended(id))?.output).toBe("done");
    });

    it("that is deleted before its end is told, fails the step", async () => {
      await stage().deploy("child", { trigger: called, steps: [delay("rest", 1, "days")] });
      await stage().deploy("a", { steps: [callStep("child")] });
      const { store } = stage();
      const commit: typeof store.commit = (unit) =>
        unit.kind === "append" && unit.facts.some(({ kind }) => kind === "signal")
          ? Promise.withResolvers<never>().promise
          : store.commit(unit);
      await stage().begin({ store: { ...store, commit } });
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      const child = await childOf("child");
      await stage().host.cancel(child.id);
      await store.deleteRuns([child.id]);
      await stage().restart();
      expect(await stage().finish(id)).toMatchObject({ status: "failed", reason: "step_error" });
    });

    it("that fails, fails the step with its message", async () => {
      await stage().deploy("child", { trigger: called, steps: [act("x", "bad")] });
      await stage().deploy("a", { steps: [callStep("child")] });
      const id = await stage().start("a");
      expect(await stage().finish(id)).toMatchObject({ status: "failed", reason: "step_error" });
      expect((await stage().host.history(id))?.stepRuns[0]?.failure).toMatchObject({
        code: "called_run_failed",
        details: { status: "failed" },
      });
    });

    it.each([
      ["nobody", "workflow_not_callable"],
      ["plain", "workflow_not_callable"],
      ["strict", "invalid_input"],
      ["a", "workflow_not_callable"],
    ])("that cannot be called (%s) is the step's failure", async (name, code) => {
      await stage().deploy("plain", { steps: [] });
      const config = { inputs: [{ name: "n", type: "number", required: true }] };
      await stage().deploy("strict", { trigger: { type: "call", config }, steps: [] });
      await stage().deploy("a", { steps: [callStep(name, { n: "seven" })] });
      const id = await stage().start("a");
      await stage().finish(id);
      expect((await stage().host.history(id))?.stepRuns[0]?.failure?.code).toBe(code);
    });

    it("that calls itself is stopped by its cycle limit", async () => {
      const steps = [callStep("child", {}, { onError: "continue" }), output("{{ steps.call }}")];
      const settings = { cycleLimit: 3 };
      await stage().deploy("child", { trigger: called, steps, settings });
      await stage().deploy("a", { steps: [callStep("child")] });
      const id = await stage().start("a");
      await stage().finish(id);
      expect(await openRuns()).toEqual([]);
      const rows = await stage().store.runs(
        { workflowId: "child" },
        { limit: 100, cursor: undefined },
      );
      expect(rows).toHaveLength(3);
    });

    it("is run once, whenever the process dies", async () => {
      await stage().deploy("child", { trigger: called, steps: [act("x", "held"), output("done")] });
      await stage().deploy("a", { steps: [callStep("child"), output("{{ steps.call }}")] });
      const id = await stage().start("a");
      await stage().world.call("x");
      await stage().restart();
      await stage().world.call("x", 2);
      await stage().restart();
      (await stage().world.call("x", 3)).succeed();
      expect((await stage().host.ended(id))?.output).toBe("done");
      const rows = await stage().store.runs(
        { workflowId: "child" },
        { limit: 9, cursor: undefined },
      );
      expect(rows).toHaveLength(1);
    });

    it("is canceled with its caller, and all that it has called", async () => {
      const inner = [delay("rest", 1, "days")];
      await stage().deploy("grandchild", { trigger: called, steps: inner });
      await stage().deploy("child", { trigger: called, steps: [callStep("grandchild")] });
      await stage().deploy("a", { steps: [callStep("child")] });
      const id = await stage().start("a");
      const grandchild = await childOf("grandchild");
      await stage().until(grandchild.id, "waiting");
      await stage().until(id, "waiting");
      await stage().host.cancel(id);
      const canceled = await stage().until(grandchild.id, "canceled");
      expect(canceled.reason).toBe("parent_ended");
      expect((await childOf("child")).reason).toBe("parent_ended");
    });

    it("is canceled when its caller gives the step up, and the caller goes on", async () => {
      await stage().deploy("child", { trigger: called, steps: [delay("rest", 1, "days")] });
      const race = {
        id: "race",
        type: "parallel",
        config: { mode: "race" },
        branches: [
          { id: "slow", steps: [callStep("child")] },
          { id: "fast", steps: [act("x", "held")] },
        ],
      };
      await stage().deploy("a", { steps: [race, delay("after", 2, "days"), output("won")] });
      const id = await stage().start("a");
      const child = await childOf("child");
      await stage().until(child.id, "waiting");
      (await stage().world.call("x")).succeed();
      await stage().until(child.id, "canceled");
      expect((await stage().finish(id)).status).toBe("succeeded");
    });

    it("is canceled by the next start, where the process died before it could be", async () => {
      await stage().deploy("child", { trigger: called, steps: [delay("rest", 30, "days")] });
      const race = {
        id: "race",
        type: "parallel",
        config: { mode: "race" },
        branches: [
          { id: "slow", steps: [callStep("child")] },
          { id: "fast", steps: [delay("soon", 1, "hours")] },
        ],
      };
      await stage().deploy("a", { steps: [race, delay("after", 2, "days")] });
      const id = await stage().start("a");
      const child = await childOf("child");
      await stage().until(id, "waiting");
      // The race is decided on the disk, and the process dies before it gives the loser up.
      const history = required(await stage().host.history(id), "the run is there");
      const past = required(await stage().host.past(id), "the run is there");
      await stage().die();
      await stage().open();
      stage().clock.clear();
      const at = firstInstant + 3_600_000;
      const next = advance(past.program, history.run, { kind: "wake", at });
      const row = { ...history.row, seq: next.factCount, wakeAt: pending(next).wakeAt };
      await stage().store.commit({
        kind: "append",
        afterSeq: history.row.seq,
        run: row,
        facts: [{ kind: "wake", at }],
        awaits: [],
      });
      await stage().restart();
      expect((await stage().until(child.id, "canceled")).reason).toBe("parent_ended");
      expect((await stage().store.run(id))?.status).toBe("waiting");
    });

    it("of a sync workflow must be sync", async () => {
      await stage().deploy("slow", { trigger: called, steps: [output(1)] });
      const sync = { type: "call", config: { mode: "sync" } };
      await stage().deploy("quick", { trigger: sync, steps: [output(2)] });
      const settings = { mode: "sync" };
      await stage().deploy("a", { steps: [callStep("slow")], settings });
      await stage().deploy("b", {
        steps: [callStep("quick"), output("{{ steps.call }}")],
        settings,
      });
      const [a, b] = [await stage().start("a"), await stage().start("b")];
      await stage().finish(a);
      expect((await stage().host.history(a))?.stepRuns[0]?.failure?.code).toBe("not_sync");
      expect((await stage().host.ended(b))?.output).toBe(2);
    });
  });

  describe("an at-most-once action that only waits for its place", () => {
    it("is certainly not done: after a death it is performed", async () => {
      await stage().restart({ actionsMax: 1 });
      await stage().deploy("a", { steps: [both("two", [act("x", "held")], [actOnce("pay")])] });
      const id = await stage().start("a");
      await stage().world.call("x");
      await stage().restart({ actionsMax: 1 });
      (await stage().world.call("x", 2)).succeed();
      expect((await stage().finish(id)).status).toBe("succeeded");
      expect(stage().world.named("pay")).toHaveLength(1);
    });
  });
}
