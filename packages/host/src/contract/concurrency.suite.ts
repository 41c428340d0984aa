import { describe, expect, it } from "vitest";
import type { Stage } from "./stage.suite.ts";
import { act, delay } from "./steps.suite.ts";

const perCustomer = { concurrency: { limit: 1, key: "{{ trigger.customer }}" } };

export function testConcurrency(stage: () => Stage): void {
  const of = (customer: string) => ({ data: { customer } });

  describe("a concurrency limit", () => {
    it("holds runs of one key back, in order, and lets other keys pass", async () => {
      await stage().deploy("a", { steps: [act("x", "held")], settings: perCustomer });
      const ids = [];
      for (const customer of ["c", "c", "c", "d"]) ids.push(await stage().start("a", of(customer)));
      const rows = await Promise.all(ids.map((id) => stage().store.run(id)));
      expect(rows.map((row) => row?.status)).toEqual(["running", "queued", "queued", "running"]);
      for (const number of [1, 2, 3, 4]) (await stage().world.call("x", number)).succeed();
      for (const id of ids) await stage().finish(id);
      const order = stage()
        .world.named("x")
        .map(({ key }) => key.split(":")[0]);
      expect(order).toEqual([ids[0], ids[3], ids[1], ids[2]]);
    });

    it("says of a queued run that it is queued", async () => {
      await stage().deploy("a", { steps: [act("x", "held")], settings: perCustomer });
      const first = await stage().send("a", of("c"));
      const second = await stage().send("a", of("c"));
      const outcomes = [...first.decisions, ...second.decisions].map(({ outcome }) => outcome);
      expect(outcomes).toEqual(["started", "queued"]);
      (await stage().world.call("x")).succeed();
      (await stage().world.call("x", 2)).succeed();
      await stage().finish(second.decisions[0]?.runId ?? "");
    });

    it("lets as many runs work at once as it says, never more", async () => {
      const settings = { concurrency: { limit: 3 } };
      await stage().deploy("a", { steps: [act("x", "held")], settings });
      const ids = [];
      for (let count = 0; count < 10; count += 1) ids.push(await stage().start("a"));
      for (let number = 1; number <= 10; number += 1) {
        const call = await stage().world.call("x", number);
        const open = await stage().store.runs(
          { statuses: ["running"] },
          { limit: 20, cursor: undefined },
        );
        expect(open.length).toBeLessThanOrEqual(3);
        call.succeed();
        await stage().finish(call.key.split(":")[0] ?? "");
      }
      expect(stage().world.calls.map(({ key }) => key.split(":")[0])).toEqual(ids);
    });

    it("leaves no run behind when many events come while others end", async () => {
      await stage().deploy("a", { steps: [act("x")], settings: perCustomer });
      const sent = Array.from({ length: 40 }, (_, index) =>
        stage().start("a", of(index % 2 === 0 ? "c" : "d")),
      );
      const ids = await Promise.all(sent);
      for (const id of ids) expect((await stage().finish(id)).status).toBe("succeeded");
      const counts = await stage().store.concurrency();
      expect(counts).toEqual([]);
    });

    it("starts a run whose place became free while it was on its way to the disk", async () => {
      await stage().deploy("a", { steps: [act("x", "held")], settings: perCustomer });
      const { store } = stage();
      const { promise, resolve } = Promise.withResolvers<void>();
      let isHeld = false;
      const commit: typeof store.commit = async (unit) => {
        if (isHeld && unit.kind === "accept") await promise;
        return store.commit(unit);
      };
      await stage().begin({ store: { ...store, commit } });
      const first = await stage().start("a", of("c"));
      const call = await stage().world.call("x");
      isHeld = true;
      const second = stage().start("a", of("c"));
      call.succeed();
      await stage().finish(first);
      await stage().idle();
      resolve();
      (await stage().world.call("x", 2)).succeed();
      expect((await stage().finish(await second)).status).toBe("succeeded");
    });

    it("counts waiting runs as open", async () => {
      await stage().deploy("a", { steps: [delay("wait", 60)], settings: perCustomer });
      const first = await stage().start("a", of("c"));
      const second = await stage().start("a", of("c"));
      await stage().until(first, "waiting");
      expect((await stage().store.run(second))?.status).toBe("queued");
      await stage().finish(first);
      const { startedAt, createdAt } = await stage().until(second, "waiting");
      expect((startedAt ?? 0) - createdAt).toBe(60_000);
    });

    it("gives the place of a canceled run to the next, and passes over canceled ones", async () => {
      await stage().deploy("a", { steps: [act("x", "held")], settings: perCustomer });
      const ids = [];
      for (let count = 0; count < 4; count += 1) ids.push(await stage().start("a", of("c")));
      const [first = "", second = "", third = "", fourth = ""] = ids;
      expect(await stage().host.cancel(second)).toBe("canceled");
      expect(await stage().host.cancel(first)).toBe("canceled");
      await stage().until(third, "running");
      const call = await stage().world.call("x", 2);
      expect(call.key).toBe(`${third}:x`);
      call.succeed();
      (await stage().world.call("x", 3)).succeed();
      expect((await stage().finish(fourth)).status).toBe("succeeded");
      expect(stage().world.calls).toHaveLength(3);
    });

    it("holds when queued runs are canceled at the instant that they would start", async () => {
      await stage().deploy("a", { steps: [act("x", "held")], settings: perCustomer });
      const ids = [];
      for (let count = 0; count < 3; count += 1) ids.push(await stage().start("a", of("c")));
      const [first = "", second = "", third = ""] = ids;
      await Promise.all([stage().host.cancel(first), stage().host.cancel(second)]);
      expect((await stage().until(third, "running")).status).toBe("running");
      const later = await stage().start("a", of("c"));
      expect((await stage().store.run(later))?.status).toBe("queued");
      await Promise.all([stage().host.cancel(third), stage().host.cancel(later)]);
      expect(await stage().store.concurrency()).toEqual([]);
      const last = await stage().send("a", of("c"));
      expect(last.decisions[0]?.outcome).toBe("started");
    });

    it("and the order hold over a restart", async () => {
      await stage().deploy("a", { steps: [act("x", "held")], settings: perCustomer });
      const ids = [];
      for (let count = 0; count < 3; count += 1) ids.push(await stage().start("a", of("c")));
      await stage().world.call("x");
      await stage().restart();
      ids.push(await stage().start("a", of("c")));
      for (let number = 2; number <= 5; number += 1) {
        (await stage().world.call("x", number)).succeed();
        await stage().finish(ids[number - 2] ?? "");
      }
      const order = stage()
        .world.calls.slice(1)
        .map(({ key }) => key.split(":")[0]);
      expect(order).toEqual(ids);
    });

    it("does not hold a queued run back whose place a death has left free", async () => {
      await stage().deploy("a", { steps: [act("x", "held")], settings: perCustomer });
      const first = await stage().start("a", of("c"));
      const second = await stage().start("a", of("c"));
      await stage().die();
      await stage().open();
      await stage().host.cancel(first);
      (await stage().world.call("x", 3)).succeed();
      expect((await stage().finish(second)).status).toBe("succeeded");
    });
  });

  describe("the places of actions", () => {
    it("are shared: a workflow with a thousand waiting actions holds no other up", async () => {
      const list = Array.from({ length: 1000 }, (_, index) => index);
      const each = {
        id: "each",
        type: "loop",
        config: { over: "{{ trigger.list }}", concurrency: 100 },
        branches: [{ id: "body", steps: [act("x", "held")] }],
      };
      await stage().restart({ actionsMax: 4 });
      await stage().deploy("a", { steps: [each] });
      await stage().deploy("b", { steps: [act("y", "held")] });
      for (let count = 0; count < 10; count += 1) await stage().start("a", { data: { list } });
      await stage().world.call("x", 4);
      expect(stage().host.stats()).toMatchObject({ actionsInFlight: 4, actionsQueued: 996 });
      const id = await stage().start("b");
      for (let number = 1; number <= 3; number += 1)
        (await stage().world.call("x", number)).succeed();
      (await stage().world.call("y")).succeed();
      expect((await stage().finish(id)).status).toBe("succeeded");
      expect(stage().world.named("x").length).toBeLessThan(12);
    });
  });
}
