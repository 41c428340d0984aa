import { createWorkflow, getWorkflow, listRuns, publishWorkflow, startRun } from "@stepwell/api";
import { type Definition, walkSteps } from "@stepwell/core";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { tabTo } from "./keyboard.suite.ts";

/* Steps that runs leave out for a while, and notes on steps. */

const sum = (id: string, expression: string) => ({
  id,
  type: "calculate",
  title: id.toUpperCase(),
  config: { engine: "formula", expression },
});

const definition = {
  format: "stepwell/v1",
  name: "Left out",
  trigger: { type: "manual", config: {} },
  steps: [
    sum("one", "1 + 1"),
    {
      id: "choose",
      type: "condition",
      title: "CHOOSE",
      config: { mode: "branches", if: { left: 1, operator: "equals", right: 1 } },
      branches: [{ id: "yes", steps: [sum("two", "2")] }],
    },
    sum("three", "steps.one + 1"),
  ],
} as const;

const node = (page: Page, id: string): Locator => page.locator(`[data-node="${id}"]`);

describe.skipIf(!hasBrowser)("disabled steps in the builder", () => {
  const dashboard = useDashboard();

  async function opened() {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit?view=canvas`);
    await node(page, "three").waitFor();
    return { id, page, live: call("live"), errors: errorsOf(page) };
  }

  async function disabledIn(id: string): Promise<readonly string[]> {
    const { draft } = await dashboard().call("live")(getWorkflow, { params: { id } });
    const steps = [...walkSteps(draft.definition as unknown as Definition)];
    return steps.filter(({ isDisabled }) => isDisabled).map(({ step }) => step.id);
  }

  it("are disabled from the menu and enabled from the panel; what reads them is a problem", async () => {
    const { id, page, errors } = await opened();
    await node(page, "one").click();
    await page.getByRole("button", { name: "Actions for ONE" }).click();
    await page.getByRole("menuitem", { name: /^Disable/ }).click();
    await node(page, "one")
      .getByText(/^Disabled · /)
      .waitFor();
    await page.getByText("This step is disabled. Runs leave it out.").waitFor();
    await node(page, "three").getByText("the step “one” is disabled").waitFor();
    expect(await disabledIn(id)).toEqual(["one"]);
    expect(await violationsIn(page)).toEqual([]);
    await picture(page, "builder-disabled");
    await page.getByRole("button", { name: "Enable", exact: true }).click();
    await page.getByText("No problems").waitFor();
    expect(await disabledIn(id)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("are several at once, with what is inside, by the key D; and runs leave them out", async () => {
    const { id, page, live, errors } = await opened();
    await tabTo(page, /button "Manual/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("d");
    await node(page, "two")
      .getByText(/^Disabled/)
      .waitFor();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("d");
    await node(page, "three")
      .getByText(/^Disabled/)
      .waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(await disabledIn(id)).toEqual(["choose", "two", "three"]);
    await live(publishWorkflow, { params: { id }, body: { activate: true } });
    const { runId } = await live(startRun, { params: { id }, body: { input: {} } });
    await expect
      .poll(async () => (await live(listRuns, { query: { workflow: id } })).items)
      .toMatchObject([{ id: runId, status: "succeeded" }]);
    await page.goto(page.url().replace(/workflows.*/, `runs/${runId}?view=canvas`));
    await node(page, "two").getByText("Disabled", { exact: true }).waitFor();
    expect(await node(page, "one").textContent()).toContain("Succeeded");
    await picture(page, "run-disabled");
    expect(errors).toEqual([]);
  });

  it("have notes like all steps, which the drawing and the outline point to", async () => {
    const { id, page, live, errors } = await opened();
    await node(page, "one").click();
    await page.getByRole("tab", { name: "Notes" }).click();
    await page.getByRole("textbox", { name: "Note" }).fill("Rates are of last year.");
    await page.getByText("Saved", { exact: true }).waitFor();
    await node(page, "one").getByTitle("Rates are of last year.").waitFor();
    const { draft } = await live(getWorkflow, { params: { id } });
    expect(draft.definition).toMatchObject({
      steps: [{ note: "Rates are of last year." }, {}, {}],
    });
    expect(await violationsIn(page)).toEqual([]);
    await picture(page, "builder-note");
    await page.getByRole("textbox", { name: "Note" }).fill("");
    await expect.poll(() => page.getByTitle("Rates are of last year.").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await node(page, "one").getByTitle("Rates are of last year.").waitFor();
    expect(errors).toEqual([]);
  });
});
