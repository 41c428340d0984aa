import { createWorkflow, getWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { addStep, panelOf } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

/* What is asked where steps have others inside of them, or get them. */

const sum = (id: string, expression = "1 + 1") => ({
  id,
  type: "calculate",
  title: id,
  config: { engine: "formula", expression },
});

const branching = {
  format: "stepwell/v1",
  name: "Branching",
  trigger: { type: "manual", config: {} },
  steps: [
    sum("first"),
    {
      id: "check",
      type: "condition",
      title: "Check",
      config: { mode: "branches", if: { left: 1, operator: "equals", right: 1 } },
      branches: [
        { id: "yes", steps: [sum("one"), sum("two")] },
        { id: "no", steps: [sum("three")] },
      ],
    },
    sum("last", "steps.first + 1"),
  ],
};

describe.skipIf(!hasBrowser)("steps with steps inside", () => {
  const dashboard = useDashboard();

  async function openBranching(search = ""): Promise<{ readonly page: Page; readonly id: string }> {
    const { call, open } = dashboard();
    const body = { definition: branching as never };
    const { id } = await call("live")(createWorkflow, { body });
    const page = await open(`/live/workflows/${id}/edit${search}`);
    await page.locator('[data-node="check"]').waitFor();
    return { page, id };
  }

  const nodesOf = (page: Page): Promise<string> =>
    page
      .locator("[data-node]")
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-node")).join(" "));

  it("are deleted with them or leave those of a branch, by keyboard and undone", async () => {
    const { page } = await openBranching();
    const errors = errorsOf(page);
    await page.locator('[data-node="check"]').click();
    await page.locator('[data-node="check"]').focus();
    await page.keyboard.press("Delete");
    const dialog = page.getByRole("dialog", { name: "Delete Check?" });
    await dialog.getByText("3 steps are inside of it.").waitFor();
    await picture(page, "removal");
    expect(await violationsIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Keep the 2 steps of “Yes”" }).press("Enter");
    await page.locator('[data-node="check"]').waitFor({ state: "detached" });
    expect(await nodesOf(page)).toBe("$trigger first one two last");
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await page.locator('[data-node="check"]').click();
    await page.locator('[data-node="check"]').press("Delete");
    await dialog.getByRole("button", { name: "Delete the 3 steps inside as well" }).click();
    await page.locator('[data-node="check"]').waitFor({ state: "detached" });
    expect(await nodesOf(page)).toBe("$trigger first last");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("the note of a deletion leads to the step that now misses a value", async () => {
    const { page } = await openBranching();
    await page.locator('[data-node="first"]').click();
    await panelOf(page).getByRole("tab", { name: "Test" }).click();
    await page.locator('[data-node="first"]').press("Delete");
    await page.getByText("first deleted. 1 step now misses a value.").waitFor();
    await picture(page, "removal-missed");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await panelOf(page).getByRole("heading", { name: "last" }).waitFor();
    await page.locator("[data-field=expression] :focus").waitFor();
    await page.context().close();
  });

  it("can be taken back at once, however long the checks take; what is said later is of now", async () => {
    const { page } = await openBranching();
    const held = Promise.withResolvers<void>();
    await page.route("**/check", async (route) => {
      await held.promise;
      await route.continue();
    });
    const remove = async (): Promise<void> => {
      await page.locator('[data-node="first"]').click();
      await page.locator('[data-node="first"]').press("Delete");
      await page.getByText("first deleted", { exact: true }).waitFor();
    };
    await remove();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await remove();
    held.resolve();
    await page.getByText("first deleted. 1 step now misses a value.").waitFor();
    expect(await page.getByText(/^first deleted/).count()).toBe(1);
    await page.context().close();
  });

  it("offers a new branching step the steps that follow, as long as it is untouched", async () => {
    const { page, id } = await openBranching();
    await page.locator('[data-node="first"]').click();
    await panelOf(page).getByRole("tab", { name: "Test" }).click();
    const plus = page.getByRole("button", { name: "Add a step here" }).first();
    await addStep(page, plus, "Condition");
    const offer = panelOf(page).getByRole("group", { name: "Steps that follow" });
    await offer.getByText("Move the 3 steps that follow into:").waitFor();
    await picture(page, "following-steps");
    expect(await violationsIn(page)).toEqual([]);
    await offer.getByRole("button", { name: "Yes", exact: true }).click();
    await offer.waitFor({ state: "detached" });
    await page.getByText("Saved", { exact: true }).waitFor();
    await expect
      .poll(async () => {
        const { draft } = await dashboard().call("live")(getWorkflow, { params: { id } });
        const { steps } = draft.definition as typeof branching;
        return steps.map((step) => ("branches" in step ? step.branches?.[0]?.steps.length : 0));
      })
      .toEqual([3]);
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    await offer.waitFor();
    await offer.getByRole("button", { name: "Leave them after it" }).click();
    await offer.waitFor({ state: "detached" });
    await page.context().close();
  });
});
