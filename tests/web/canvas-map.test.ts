import { createWorkflow, publishWorkflow, startRun } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

/* The map beside large drawings, and drawings from far away. */

const sum = (id: string, expression = "1 + 1") => ({
  id,
  type: "calculate",
  config: { engine: "formula", expression },
});

/** So many steps, every tenth with branches; the last but one fails. */
function workflowOf(count: number): never {
  const steps: object[] = [];
  for (let number = 1; number <= count; number += 1) {
    if (number % 10 === 0 && number + 2 < count) {
      const branches = [
        { id: "yes", steps: [sum(`s${number}_a`)] },
        { id: "no", steps: [sum(`s${number}_b`)] },
      ];
      const test = { left: 1, operator: "equals", right: 1 };
      steps.push({
        id: `s${number}`,
        type: "condition",
        config: { mode: "branches", if: test },
        branches,
      });
      number += 2;
    } else if (number === count - 1) steps.push(sum(`s${number}`, "1 / 0"));
    else steps.push(sum(`s${number}`));
  }
  const trigger = { type: "manual", config: {} };
  return { format: "stepwell/v1", name: `Map of ${count}`, trigger, steps } as never;
}

describe.skipIf(!hasBrowser)("the map of a large workflow", () => {
  const dashboard = useDashboard();

  it.each([
    [40, "light"],
    [40, "dark"],
    [200, "light"],
    [200, "dark"],
  ] as const)("shows %i steps and the selected one, %s", async (count, theme) => {
    const { call, open } = dashboard();
    const body = { definition: workflowOf(count) };
    const { id } = await call("live")(createWorkflow, { body });
    const page = await open(`/live/workflows/${id}/edit?step=s8`, { theme });
    const map = page.locator(".react-flow__minimap");
    await map.locator("rect").nth(count).waitFor({ state: "attached" });
    await page.locator('[data-node="s8"]').waitFor();
    await picture(page, `map-${count}-${theme}`);
    expect(await violationsIn(page)).toEqual([]);
    expect(await map.locator("[data-map-look=chosen]").count()).toBe(1);
    const chosen = await map.locator("[data-map-look=chosen]").boundingBox();
    expect(chosen?.width).toBeGreaterThan(8);
    const [mapBox, controls] = [
      await map.boundingBox(),
      await page.locator(".react-flow__panel").first().boundingBox(),
    ];
    expect((controls?.x ?? 0) + (controls?.width ?? 0)).toBeLessThan(mapBox?.x ?? 0);
    await page.keyboard.press("Escape");
    await page.locator(".react-flow__pane").press("1");
    await page.waitForTimeout(400);
    await picture(page, `map-${count}-far-${theme}`);
    await page.context().close();
  });

  it("leads where it is pressed, its frame is dragged, and both stop at the drawing", async () => {
    const { call, open } = dashboard();
    const body = { definition: workflowOf(40) };
    const { id } = await call("live")(createWorkflow, { body });
    const page = await open(`/live/workflows/${id}/edit`);
    const map = page.locator(".react-flow__minimap");
    await page.locator('[data-node="s1"]').waitFor();
    const box = await map.boundingBox();
    if (!box) throw new Error("no map");
    const x = box.x + box.width / 2;
    await page.mouse.click(x, box.y + box.height * 0.5);
    await page.locator('[data-node="s20"]').waitFor();
    expect(await page.locator('[data-node="s1"]').count()).toBe(0);
    await page.mouse.move(x, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(x, box.y + box.height * 0.9, { steps: 5 });
    await page.locator('[data-node="s37"]').waitFor();
    await page.mouse.move(x, box.y - 600, { steps: 5 });
    await page.mouse.move(x, box.y - 800);
    await page.mouse.up();
    await picture(page, "map-dragged-out");
    expect(await page.locator('[data-node="s1"]').isVisible()).toBe(true);
    await page.mouse.move(x, box.y - 200);
    expect(await page.locator('[data-node="s1"]').isVisible()).toBe(true);
    await page.context().close();
  });

  it("and the search brings what it finds near from far away", async () => {
    const { call, open } = dashboard();
    const body = { definition: workflowOf(40) };
    const { id } = await call("live")(createWorkflow, { body });
    const page = await open(`/live/workflows/${id}/edit`);
    await page.locator('[data-node="s1"]').waitFor();
    await page.locator('[data-node="s1"]').focus();
    await page.keyboard.press("1");
    const found = page.locator('[data-node="s33"]');
    await expect.poll(async () => (await found.boundingBox())?.width ?? 999).toBeLessThan(100);
    await page.keyboard.press("Control+f");
    await page.getByRole("searchbox", { name: "Find a step" }).fill("s33");
    await expect.poll(async () => (await found.boundingBox())?.width ?? 0).toBeGreaterThan(200);
    const place = await found.boundingBox();
    expect(Math.abs((place?.y ?? 0) - 450)).toBeLessThan(150);
    await picture(page, "find-near");
    await page.context().close();
  });

  it("shows where a run failed", async () => {
    const { call, open } = dashboard();
    const { id } = await call("sandbox")(createWorkflow, { body: { definition: workflowOf(12) } });
    await call("sandbox")(publishWorkflow, { params: { id }, body: { activate: true } });
    const { runId } = await call("sandbox")(startRun, { params: { id }, body: { input: {} } });
    const page = await open(`/sandbox/runs/${runId}?view=canvas`);
    await page.getByText("Failed", { exact: true }).first().waitFor();
    const bad = page.locator("[data-map-look=bad]");
    await bad.waitFor({ state: "attached" });
    await picture(page, "map-run");
    expect(await bad.count()).toBe(1);
    await page.context().close();
  });
});
