import { describe, expect, it } from "vitest";
import type { StoreUnderTest } from "./place.ts";
import {
  acceptUnit,
  eventId,
  openRun,
  outcomeFact,
  runId,
  sampleRun,
  sampleVersion,
  sampleWorkflow,
} from "./samples.ts";

export function testWorkflows({ store, reopen }: StoreUnderTest): void {
  describe("workflows", () => {
    it("are kept and found by id and token", async () => {
      const workflow = sampleWorkflow("wf_a", { draft: ["any", { json: null }] });
      expect(await store().insertWorkflow(workflow)).toBe(true);
      expect(await store().insertWorkflow(sampleWorkflow("wf_a", { token: "other" }))).toBe(false);
      await store().insertWorkflow(sampleWorkflow("wf_b", { isArchived: true, activeVersion: 3 }));
      expect(await store().workflow("wf_a")).toEqual(workflow);
      expect((await store().workflowByToken("token-of-wf_b"))?.isArchived).toBe(true);
      expect(await store().workflow("wf_none")).toBeUndefined();
      expect(await store().workflowByToken("none")).toBeUndefined();
      expect((await store().workflows()).map(({ id }) => id)).toEqual(["wf_a", "wf_b"]);
    });

    it("change only from the revision that was read", async () => {
      await store().insertWorkflow(sampleWorkflow("wf_a"));
      const changed = sampleWorkflow("wf_a", { name: "New", draftRevision: 2, activeVersion: 1 });
      const results = await Promise.all([
        store().updateWorkflow(changed, 1),
        store().updateWorkflow({ ...changed, name: "Late" }, 1),
      ]);
      expect(results).toEqual([true, false]);
      expect(await store().updateWorkflow(sampleWorkflow("wf_none"), 1)).toBe(false);
      expect(await store().workflow("wf_a")).toEqual(changed);
    });

    it("get a version together with their row, or neither", async () => {
      await store().insertWorkflow(sampleWorkflow("wf_a"));
      const row = sampleWorkflow("wf_a", { latestVersion: 1, draftRevision: 2 });
      expect(await store().insertVersion(sampleVersion("wf_a", 1), row, 1)).toBe(true);
      expect(await store().insertVersion(sampleVersion("wf_a", 2), row, 1)).toBe(false);
      const second = { ...sampleVersion("wf_a", 2), note: "better" };
      await store().insertVersion(second, { ...row, draftRevision: 3 }, 2);
      expect(await store().version("wf_a", 2)).toEqual(second);
      expect(await store().version("wf_a", 3)).toBeUndefined();
      expect((await store().versions("wf_a")).map(({ number }) => number)).toEqual([1, 2]);
      expect(await store().versions("wf_none")).toEqual([]);
    });

    it("go with their versions, runs and journals", async () => {
      await store().insertWorkflow(sampleWorkflow("wf_a"));
      const row = sampleWorkflow("wf_a", { latestVersion: 1 });
      await store().insertVersion(sampleVersion("wf_a", 1), row, 1);
      const run = openRun(1);
      await store().commit(acceptUnit(run));
      await store().commit({
        kind: "append",
        afterSeq: 1,
        run: { ...run, seq: 2 },
        facts: [outcomeFact("a", 1)],
      });
      await store().commit(acceptUnit(sampleRun(2, { workflowId: "wf_b" })));
      await store().deleteWorkflow("wf_a");
      expect(await store().workflow("wf_a")).toBeUndefined();
      expect(await store().versions("wf_a")).toEqual([]);
      expect(await store().run(run.id)).toBeUndefined();
      expect(await store().facts(run.id)).toEqual([]);
      expect(await store().run(runId(2))).toBeDefined();
      expect(await store().event(eventId(1))).toBeDefined();
    });
  });

  describe("the settings of a workflow", () => {
    it("go with it, and no others do", async () => {
      await store().insertWorkflow(sampleWorkflow("wf_a"));
      for (const name of ["schedule.wf_a", "schedule.wf_ab", "schedule.wf_b", "limits"])
        await store().setSetting(name, 1);
      await store().deleteWorkflow("wf_a");
      expect(await store().setting("schedule.wf_a")).toBeUndefined();
      await reopen();
      for (const name of ["schedule.wf_ab", "schedule.wf_b", "limits"])
        expect(await store().setting(name)).toBe(1);
    });
  });

  describe("run numbers", () => {
    it("are never given twice, not even after the store was closed", async () => {
      await store().insertWorkflow(sampleWorkflow("wf_a"));
      await store().insertWorkflow(sampleWorkflow("wf_b"));
      const given = await Promise.all(
        [3, 5, 1].map((count) => store().reserveRunNumbers("wf_a", count)),
      );
      expect(given).toEqual([1, 4, 9]);
      await store().updateWorkflow(sampleWorkflow("wf_a", { draftRevision: 2 }), 1);
      await reopen();
      expect(await store().reserveRunNumbers("wf_a", 1)).toBe(10);
      expect(await store().reserveRunNumbers("wf_b", 1)).toBe(1);
      await expect(store().reserveRunNumbers("wf_none", 1)).rejects.toThrow("wf_none");
    });
  });

  describe("settings", () => {
    it("are kept by name", async () => {
      expect(await store().setting("limits")).toBeUndefined();
      await store().setSetting("limits", { workflowsMax: 5 });
      await store().setSetting("limits", { workflowsMax: 6, list: [null, "a"] });
      await reopen();
      expect(await store().setting("limits")).toEqual({ workflowsMax: 6, list: [null, "a"] });
    });
  });
}
