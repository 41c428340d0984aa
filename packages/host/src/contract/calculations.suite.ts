import { describe, expect, it } from "vitest";
import type { Stage } from "./stage.suite.ts";
import { act, script } from "./steps.suite.ts";

export function testCalculations(stage: () => Stage): void {
  describe("places for calculations", () => {
    const begin = async (count: number): Promise<readonly string[]> => {
      const ids: string[] = [];
      for (let number = 0; number < count; number += 1) ids.push(await stage().start("scripts"));
      return ids;
    };

    it("are others than those to the outside: 300 endless scripts delay no action", async () => {
      await stage().deploy("scripts", { steps: [script("s")] });
      await stage().deploy("a", { steps: [act("x")] });
      await begin(300);
      await stage().world.call("script", 16);
      expect((await stage().finish(await stage().start("a"))).status).toBe("succeeded");
      expect(stage().world.named("script")).toHaveLength(16);
      expect(stage().host.stats()).toMatchObject({ actionsQueued: 284 });
    });

    it("are not all for one workflow: another's script begins beside 300 endless ones", async () => {
      await stage().deploy("scripts", { steps: [script("s")] });
      await stage().deploy("other", { steps: [script("s")] });
      await begin(300);
      const other = await stage().start("other");
      (await stage().world.call("script", 17)).succeed();
      expect((await stage().finish(other)).status).toBe("succeeded");
    });

    it("are shared fairly: a workflow with one script passes one with many", async () => {
      await stage().restart({ calculationsMax: 1, actionsMax: 1 });
      await stage().deploy("scripts", { steps: [script("s")] });
      await stage().deploy("other", { steps: [script("s")] });
      await stage().deploy("a", { steps: [act("x", "held")] });
      await begin(20);
      const other = await stage().start("other");
      // Nor do slow servers hold up a script.
      await stage().start("a");
      await stage().start("a");
      (await stage().world.call("script", 1)).succeed();
      (await stage().world.call("script", 2)).succeed();
      (await stage().world.call("script", 3)).succeed();
      expect((await stage().finish(other)).status).toBe("succeeded");
      expect(stage().world.named("x")).toHaveLength(1);
    });
  });
}
