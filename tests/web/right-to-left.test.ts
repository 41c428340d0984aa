import { createWorkflow, getWorkflow } from "@stepwell/api";
import { findStep } from "@stepwell/core";
import type { Locator } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { drag } from "./building.suite.ts";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import {
  type EveryPage,
  fillEveryPage,
  isReady,
  mirrored,
  widerThanWindow,
} from "./every-page.suite.ts";

/* No language of ours is read from the right yet; the pages are ready for one that is. */

describe.skipIf(!hasBrowser)("read from the right", () => {
  const dashboard = useDashboard();
  let every: EveryPage | undefined;
  beforeAll(async () => {
    if (hasBrowser) every = await fillEveryPage(dashboard());
  }, 60_000);

  it("every page is accessible and no wider than its window", async () => {
    const page = await dashboard().open("/live", mirrored);
    for (const [name, path] of Object.entries(every?.paths ?? {})) {
      await page.goto(dashboard().url + path);
      await isReady(page);
      await picture(page, `rtl-${name}`);
      expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
      expect.soft(await widerThanWindow(page), name).toEqual([]);
      expect.soft(await violationsIn(page), name).toEqual([]);
    }
    await page.context().close();
  }, 240_000);

  it("the canvas has its first branch at the right, and the tools at the other side", async () => {
    const page = await dashboard().open(every?.pathOf("builder-canvas") ?? "", mirrored);
    const node = (name: string) => page.getByRole("button", { name });
    const slot = page.getByRole("button", { name: "Add a step", exact: true });
    const left = async (part: Locator): Promise<number> => (await part.boundingBox())?.x ?? 0;
    await slot.waitFor();
    // The drawing may still be on its way to its place.
    const isInOrder = async (): Promise<boolean> => {
      const parts = [node("For each item"), node("A large order?"), slot];
      const [first = 0, fork = 0, last = 0] = await Promise.all(parts.map(left));
      return first > fork && fork > last && last > 0;
    };
    await expect.poll(isInOrder).toBe(true);
    const zoom = await page.getByRole("button", { name: "Zoom in" }).boundingBox();
    expect(zoom?.x).toBeGreaterThan(720);
    await page.context().close();
  });

  it("what is dragged goes where the mouse is, and a frame takes what it is over", async () => {
    const { call, open } = dashboard();
    const step = (id: string) => ({ id, type: "calculate", title: id.toUpperCase(), config: {} });
    const branches = [
      { id: "yes", steps: [step("first")] },
      { id: "no", steps: [] },
    ];
    const fork = { id: "fork", type: "condition", config: { mode: "branches" }, branches };
    const { id } = await call("live")(createWorkflow, {
      body: {
        definition: {
          format: "stepwell/v1",
          name: "Mirrored",
          trigger: { type: "manual", config: {} },
          steps: [fork, step("last")],
        },
      },
    });
    const page = await open(`/live/workflows/${id}/edit`, mirrored);
    await page.setViewportSize({ width: 1440, height: 1100 });
    const last = page.locator('[data-node="last"]');
    await last.waitFor();
    const empty = page.getByRole("button", { name: "Add a step", exact: true });
    await drag(page, last, empty, false);
    const ghost = await page.getByText("LAST", { exact: true }).last().boundingBox();
    const slot = await empty.boundingBox();
    expect(Math.abs((ghost?.x ?? 0) - (slot?.x ?? 0))).toBeLessThan(250);
    await picture(page, "rtl-drag");
    await page.mouse.up();
    const inBranch = async () => {
      const { draft } = await call("live")(getWorkflow, { params: { id } });
      return findStep(draft.definition as never, "last")?.branch?.branchId;
    };
    await expect.poll(inBranch).toBe("no");
    const box = await page.locator('[data-node="first"]').boundingBox();
    if (!box) throw new Error("not in view");
    await page.keyboard.press("Escape");
    await page.keyboard.down("Shift");
    await page.mouse.move(box.x - 40, box.y - 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 30, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await page.locator('[data-node="first"][aria-pressed=true]').waitFor();
    await page.context().close();
  });
});
