import { createWorkflow } from "@stepwell/api";
import type { CDPSession, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";

/* Fingers: a rest and a move drags a step; a move at once scrolls and pans as ever. */

const sum = (number: number) => ({
  id: `s${number}`,
  type: "calculate",
  title: `Step ${number}`,
  config: { engine: "formula", expression: "1 + 1" },
});

const many = {
  format: "stepwell/v1",
  name: "Many",
  trigger: { type: "manual", config: {} },
  steps: Array.from({ length: 12 }, (_, index) => sum(index + 1)),
};

interface Finger {
  readonly down: (x: number, y: number) => Promise<unknown>;
  readonly to: (x: number, y: number) => Promise<void>;
  readonly up: () => Promise<unknown>;
}

function fingerOn(page: Page, session: CDPSession): Finger {
  let last = { x: 0, y: 0 };
  const send = (type: "touchStart" | "touchMove" | "touchEnd", points: readonly object[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points as never });
  return {
    down: (x, y) => send("touchStart", [(last = { x, y })]),
    async to(x, y) {
      const from = last;
      for (let part = 1; part <= 8; part += 1) {
        const at = (start: number, end: number) => start + ((end - start) * part) / 8;
        last = { x: at(from.x, x), y: at(from.y, y) };
        await send("touchMove", [last]);
        await page.waitForTimeout(30);
      }
    },
    up: () => send("touchEnd", []),
  };
}

async function middleOf(part: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await part.boundingBox();
  if (!box) throw new Error("not in view");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const nodesOf = (page: Page): Promise<readonly (string | null)[]> =>
  page
    .locator("[data-node]")
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-node")));

describe.skipIf(!hasBrowser)("fingers in the builder", () => {
  const dashboard = useDashboard();

  async function openMany(view: "canvas" | "outline") {
    const { call, open } = dashboard();
    const body = { definition: many as never };
    const { id } = await call("live")(createWorkflow, { body });
    const page = await open(`/live/workflows/${id}/edit?view=${view}`, { isPhone: true });
    await page.locator('[data-node="s1"]').waitFor();
    const session = await page.context().newCDPSession(page);
    return { page, finger: fingerOn(page, session) };
  }

  it("drag a row of the outline to the line between two others", async () => {
    const { page, finger } = await openMany("outline");
    const errors = errorsOf(page);
    const start = await middleOf(page.getByText("Step 1", { exact: true }));
    const end = await middleOf(page.getByRole("button", { name: "Add a step before Step 4" }));
    await finger.down(start.x, start.y);
    await page.waitForTimeout(450);
    await finger.to(end.x + 60, end.y);
    await page.locator("[data-slot=near]").waitFor({ state: "attached" });
    await picture(page, "touch-outline");
    await finger.up();
    const rest = ["s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12"];
    await expect.poll(() => nodesOf(page)).toEqual(["$trigger", "s2", "s3", "s1", ...rest]);
    expect(await page.locator("[data-panel]").count()).toBe(0);
    expect(await page.locator("[role=row][aria-selected=true]").count()).toBeLessThan(2);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("scroll the outline where they move at once", async () => {
    const { page, finger } = await openMany("outline");
    const before = await nodesOf(page);
    const start = await middleOf(page.getByText("Step 8", { exact: true }));
    await finger.down(start.x, start.y);
    await finger.to(start.x, start.y - 300);
    await finger.up();
    const scrolled = await page
      .getByRole("treegrid")
      .evaluate((tree) => tree.parentElement?.parentElement?.scrollTop ?? 0);
    expect(scrolled).toBeGreaterThan(50);
    expect(await nodesOf(page)).toEqual(before);
    await page.context().close();
  });

  it("drag a step of the canvas into a slot, and pan beside it", async () => {
    const { page, finger } = await openMany("canvas");
    const start = await middleOf(page.locator('[data-node="s1"]'));
    const end = await middleOf(page.getByRole("button", { name: "Add a step here" }).nth(3));
    await finger.down(start.x, start.y);
    await page.waitForTimeout(450);
    await finger.to(end.x, end.y);
    await page.locator("[data-slot=near]").waitFor();
    await picture(page, "touch-canvas");
    await finger.up();
    await expect
      .poll(async () => (await nodesOf(page)).slice(0, 4))
      .toEqual(["$trigger", "s2", "s3", "s1"]);
    expect(await page.locator("[data-panel]").count()).toBe(0);

    const before = await middleOf(page.locator('[data-node="$trigger"]'));
    await finger.down(20, 600);
    await finger.to(20, 500);
    await finger.up();
    const after = await middleOf(page.locator('[data-node="$trigger"]'));
    expect(after.y).toBeLessThan(before.y - 50);
    await page.context().close();
  });
});
