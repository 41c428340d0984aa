import { StoreReadOnlyError } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import type { Stage } from "./stage.suite.ts";
import { act, delay, output } from "./steps.suite.ts";

/** Far more simulated time than a commit takes. */
const graceMs = 3_600_000;

export function testPressure(stage: () => Stage): void {
  describe("back-pressure", () => {
    it("refuses events while too many runs are in memory, and takes them again afterwards", async () => {
      await stage().restart({ liveRunsMax: 2 });
      await stage().deploy("a", { steps: [act("x", "held")] });
      const ids = [await stage().start("a"), await stage().start("a")];
      const refused = await stage().offer("a");
      expect(refused).toMatchObject({ kind: "overload", why: "server_busy" });
      for (const number of [1, 2]) (await stage().world.call("x", number)).succeed();
      for (const id of ids) await stage().finish(id);
      await stage().idle();
      expect((await stage().offer("a")).kind).toBe("accepted");
      expect(stage().host.stats()).toMatchObject({ eventsAccepted: 3, eventsRefused: 1 });
    });

    it("refuses events for one workflow whose actions pile up, and takes those of others", async () => {
      await stage().restart({ liveRunsMax: 10, actionsMax: 1 });
      await stage().deploy("a", { steps: [act("x", "held")] });
      await stage().deploy("b", { steps: [output(1)] });
      for (let count = 0; count < 6; count += 1) await stage().start("a", { target: "a" });
      const refused = await stage().offer("a", { target: "a" });
      expect(refused).toMatchObject({ kind: "overload", why: "workflow_busy" });
      expect((await stage().offer("b", { target: "b" })).kind).toBe("accepted");
    });

    it("takes what runs themselves bring about: they would wait for each other for ever", async () => {
      await stage().restart({ liveRunsMax: 2 });
      await stage().deploy("child", { trigger: { type: "call", config: {} }, steps: [output(1)] });
      const call = { id: "call", type: "call_workflow", config: { workflow: "child", input: {} } };
      const emit = { id: "emit", type: "emit_event", config: { type: "x.y", data: {} } };
      await stage().deploy("a", { steps: [act("x", "held"), call, emit] });
      const ids = [await stage().start("a"), await stage().start("a")];
      for (const number of [1, 2]) (await stage().world.call("x", number)).succeed();
      for (const id of ids) expect((await stage().finish(id)).status).toBe("succeeded");
    });

    it("refuses to run again what it would refuse to run", async () => {
      await stage().restart({ liveRunsMax: 1 });
      await stage().deploy("a", { steps: [act("x", "held")] });
      await stage().deploy("b", { steps: [] });
      const original = await stage().until(await stage().start("b"), "succeeded");
      await stage().start("a");
      const refused = await stage().host.rerun({ original, version: 1 });
      expect(refused).toMatchObject({ kind: "overload", why: "server_busy" });
    });

    it("refuses events while the store is read-only, with a time to come back", async () => {
      await stage().deploy("a", { steps: [] });
      const readOnly = { status: "read_only", why: "disk full" } as const;
      await stage().begin({ store: { ...stage().store, health: () => readOnly } });
      const refused = await stage().offer("a");
      expect(refused).toMatchObject({ kind: "overload", why: "read_only" });
      expect(refused.kind === "overload" && refused.retryAfterMs > 0).toBe(true);
    });

    it("takes back what it had begun when the store turns read-only under it", async () => {
      const settings = { concurrency: { limit: 1 } };
      await stage().deploy("a", { steps: [act("x")], settings });
      let isFull = true;
      const { store } = stage();
      const commit: typeof store.commit = async (unit) => {
        if (isFull && unit.kind === "accept") throw new StoreReadOnlyError("disk full");
        return store.commit(unit);
      };
      await stage().begin({ store: { ...store, commit } });
      expect(await stage().offer("a")).toMatchObject({ kind: "overload", why: "read_only" });
      isFull = false;
      expect((await stage().finish(await stage().start("a"))).status).toBe("succeeded");
      expect(stage().world.calls).toHaveLength(1);
    });

    it("keeps the outcome of an action until the disk has room again", async () => {
      await stage().deploy("a", { steps: [act("x", "held"), output("done")] });
      let isFull = false;
      const { store } = stage();
      const commit: typeof store.commit = async (unit) => {
        if (isFull) throw new StoreReadOnlyError("disk full");
        return store.commit(unit);
      };
      await stage().begin({ store: { ...store, commit } });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      isFull = true;
      call.succeed();
      await stage().ring();
      expect((await stage().store.run(id))?.status).toBe("running");
      isFull = false;
      await stage().ring();
      expect((await stage().host.ended(id))?.output).toBe("done");
      expect(stage().world.calls).toHaveLength(1);
    });
  });

  describe("a graceful stop", () => {
    it("accepts nothing more and lets actions in flight end", async () => {
      await stage().deploy("a", { steps: [act("x", "held"), act("y")] });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      const stopping = stage().host.stop(graceMs);
      expect(await stage().offer("a")).toMatchObject({ kind: "overload", why: "stopping" });
      call.succeed();
      await stage().pass(stopping);
      expect((await stage().store.run(id))?.seq).toBe(2);
      expect(stage().world.named("y")).toEqual([]);
      await stage().restart();
      expect((await stage().finish(id)).status).toBe("succeeded");
      expect(stage().world.calls.map(({ name }) => name)).toEqual(["x", "y"]);
    });

    it("aborts after the grace time what has not ended", async () => {
      await stage().deploy("a", { steps: [act("x", "held")] });
      const id = await stage().start("a");
      const call = await stage().world.call("x");
      await stage().pass(stage().host.stop(100));
      expect(call.signal.aborted).toBe(true);
      await stage().restart();
      (await stage().world.call("x", 2)).succeed();
      expect((await stage().finish(id)).status).toBe("succeeded");
    });

    it("waits for what follows a wait as well", async () => {
      await stage().deploy("a", { steps: [delay("wait", 1), act("x", "held")] });
      const id = await stage().start("a");
      await stage().until(id, "waiting");
      await stage().ring();
      const call = await stage().world.call("x");
      const stopping = stage().host.stop(graceMs);
      call.succeed();
      await stage().pass(stopping);
      expect((await stage().store.run(id))?.status).toBe("succeeded");
    });
  });
}
