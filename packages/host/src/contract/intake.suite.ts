import { defaultLimits } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import type { Stage } from "./stage.suite.ts";
import { act, calculate, output } from "./steps.suite.ts";

export function testIntake(stage: () => Stage): void {
  describe("events", () => {
    it("start a run of every workflow that listens, and are stored with the decisions", async () => {
      const on = { type: "event", config: { type: "order" } };
      await stage().deploy("a", { trigger: on, steps: [calculate("x", "trigger.n + 1")] });
      await stage().deploy("b", { trigger: on, steps: [] });
      await stage().deploy("c", { steps: [] });
      const { eventId, decisions, runs } = await stage().send("order", { data: { n: 1 } });
      expect(decisions).toMatchObject([
        { workflowId: "a", version: 1, outcome: "started", runId: runs[0]?.identity.id },
        { workflowId: "b", version: 1, outcome: "started", runId: runs[1]?.identity.id },
      ]);
      expect(runs.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
      expect(await stage().store.event(eventId)).toMatchObject({ type: "order", decisions });
      expect(await stage().outputs(runs[0]?.identity.id ?? "")).toEqual([["x", 2]]);
    });

    it("that nobody listens to are stored all the same", async () => {
      const { eventId, decisions } = await stage().send("nobody");
      expect(decisions).toEqual([]);
      expect(await stage().store.event(eventId)).toMatchObject({ type: "nobody" });
    });

    it("with a target concern that workflow only", async () => {
      const on = { type: "event", config: { type: "order" } };
      await stage().deploy("a", { trigger: on, steps: [] });
      await stage().deploy("b", { trigger: on, steps: [] });
      const { decisions } = await stage().send("order", { target: "b" });
      expect(decisions.map(({ workflowId }) => workflowId)).toEqual(["b"]);
    });

    it("whose condition is not met start nothing, and the decision says so", async () => {
      const when = { left: "{{ trigger.n }}", operator: "greater_than", right: 10 };
      await stage().deploy("a", {
        trigger: { type: "event", config: { type: "a" }, when },
        steps: [],
      });
      const met = await stage().send("a", { data: { n: 11 } });
      const unmet = await stage().send("a", { data: { n: 10 } });
      const wrong = await stage().send("a", { data: { n: "ten" } });
      expect(met.decisions[0]?.outcome).toBe("started");
      expect(unmet.decisions[0]).toMatchObject({ outcome: "condition_not_met" });
      expect(wrong.decisions[0]?.outcome).toMatch(/^condition_/);
      expect(wrong.decisions[0]?.detail).toBeTruthy();
      expect([...unmet.runs, ...wrong.runs]).toEqual([]);
    });

    it("of a workflow that was deactivated start nothing", async () => {
      await stage().deploy("a", { steps: [] });
      const row = await stage().store.workflow("a");
      if (row) await stage().store.updateWorkflow({ ...row, activeVersion: undefined }, 1);
      await stage().host.reload("a");
      expect((await stage().send("a")).decisions).toEqual([]);
    });

    it("start runs of the active version; open runs stay on theirs", async () => {
      await stage().deploy("a", { steps: [act("x", "held"), output("first")] });
      const before = await stage().start("a");
      await stage().deploy("a", { steps: [output("second")] });
      const after = await stage().start("a");
      (await stage().world.call("x")).succeed();
      expect((await stage().host.ended(before))?.output).toBe("first");
      expect((await stage().host.ended(after))?.output).toBe("second");
    });

    it("are held to the limits of their beginning, however they change later", async () => {
      const settingsWith = (loopIterationsMax: number) => ({
        env: {},
        limits: { ...defaultLimits, loopIterationsMax },
      });
      let settings = settingsWith(2);
      await stage().restart({ settings: () => settings });
      const body = [{ id: "body", steps: [calculate("x", "1")] }];
      await stage().deploy("a", {
        steps: [
          act("x", "held"),
          { id: "each", type: "loop", config: { over: 3 }, branches: body },
        ],
      });
      const before = await stage().start("a");
      settings = settingsWith(3);
      const after = await stage().start("a");
      await stage().restart({ settings: () => settings });
      for (const number of [3, 4]) (await stage().world.call("x", number)).succeed();
      expect(await stage().finish(before)).toMatchObject({ status: "failed", reason: "limit" });
      expect((await stage().store.run(before))?.message).toContain("loopIterationsMax");
      expect((await stage().finish(after)).status).toBe("succeeded");
      const history = await stage().host.history(before);
      expect(history?.run).toMatchObject({ status: "failed", reason: "limit" });
    });

    it("number the runs of a workflow in order, over a restart without a double", async () => {
      await stage().deploy("a", { steps: [] });
      const ids: string[] = [];
      for (let count = 0; count < 15; count += 1) ids.push(await stage().start("a"));
      await stage().restart();
      for (let count = 0; count < 15; count += 1) ids.push(await stage().start("a"));
      const rows = await Promise.all(ids.map((id) => stage().store.run(id)));
      const numbers = rows.map((row) => row?.number ?? 0);
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    });
  });

  describe("duplicates", () => {
    it("get the first one's answer and start nothing, also after a restart", async () => {
      await stage().deploy("a", { steps: [] });
      const first = await stage().send("a", { dedupeKey: "k" });
      const second = await stage().send("a", { dedupeKey: "k" });
      await stage().restart();
      const third = await stage().send("a", { dedupeKey: "k" });
      expect(first.isDuplicate).toBe(false);
      for (const repeat of [second, third]) {
        expect(repeat).toMatchObject({ isDuplicate: true, eventId: first.eventId });
        expect(repeat.decisions).toEqual(first.decisions);
      }
      expect(await stage().store.runsOfEvent(first.eventId)).toHaveLength(1);
    });

    it("a hundred at once make one event and one run", async () => {
      await stage().deploy("a", { steps: [] });
      const sent = Array.from({ length: 100 }, () => stage().send("a", { dedupeKey: "k" }));
      const answers = await Promise.all(sent);
      expect(new Set(answers.map(({ eventId }) => eventId)).size).toBe(1);
      expect(answers.filter(({ isDuplicate }) => !isDuplicate)).toHaveLength(1);
      expect(await stage().store.runs({}, { limit: 10, cursor: undefined })).toHaveLength(1);
    });
  });

  describe("the cycle guard", () => {
    it("does not start a workflow whose run led to the event", async () => {
      await stage().deploy("a", { steps: [] });
      const causes = [{ workflowId: "a", runId: "run_1" }];
      const { decisions } = await stage().send("a", { causes });
      expect(decisions).toMatchObject([{ workflowId: "a", outcome: "cycle_limit" }]);
      expect(decisions[0]?.detail).toContain("1");
    });

    it("counts up to the limit of the workflow's settings", async () => {
      await stage().deploy("a", { steps: [], settings: { cycleLimit: 3 } });
      const chain = (length: number) =>
        Array.from({ length }, (_, index) => ({ workflowId: "a", runId: `run_${index}` }));
      const two = await stage().send("a", { causes: chain(2) });
      const three = await stage().send("a", { causes: chain(3) });
      expect(two.decisions[0]?.outcome).toBe("started");
      expect(three.decisions[0]?.outcome).toBe("cycle_limit");
    });
  });

  describe("running again", () => {
    it("makes a new run of the stored event, of the version asked for, linked to the first", async () => {
      await stage().deploy("a", { steps: [output("one {{ trigger.n }}")] });
      const id = await stage().start("a", { data: { n: 7 } });
      await stage().deploy("a", { steps: [output("two {{ trigger.n }}")] });
      const original = await stage().until(id, "succeeded");
      const again = [];
      for (const version of [1, 2]) {
        const acceptance = await stage().host.rerun({ original, version });
        if (acceptance.kind === "accepted") again.push(acceptance);
      }
      const runs = again.flatMap((acceptance) => acceptance.runs);
      expect(runs.map(({ output }) => output)).toEqual(["one 7", "two 7"]);
      const rows = await stage().store.rerunsOf(id);
      expect(rows.map(({ attempt, rerunOf }) => [attempt, rerunOf])).toEqual([
        [2, id],
        [2, id],
      ]);
      expect(again[0]?.eventId).toBe(original.eventId);
    });
  });
}
