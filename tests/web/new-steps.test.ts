import { describe, expect, it } from "vitest";
import { addStep } from "./building.suite.ts";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { draftOf, opened, panelOf } from "./panel.suite.ts";

/* What a new step begins with, and where its problems lead. */

const empty = {
  format: "stepwell/v1",
  name: "New steps",
  trigger: { type: "manual", config: {} },
  steps: [],
} as const;

const focusedField = (page: Awaited<ReturnType<typeof opened>>["page"]) =>
  page.evaluate<string | null>(
    `document.activeElement.closest("[data-field]")?.getAttribute("data-field") ?? null`,
  );

describe.skipIf(!hasBrowser)("a new step", () => {
  const dashboard = useDashboard();

  it("starts in the first of several forms, with its fields", async () => {
    const { page, id } = await opened(dashboard(), {}, empty);
    const plus = page.getByRole("button", { name: "Add a step here" }).last();
    await addStep(page, plus, "Delay");
    await panelOf(page).getByRole("textbox", { name: "Amount" }).waitFor();
    await expect.poll(() => focusedField(page)).toMatch(/^for/);
    const { steps } = await draftOf(dashboard(), { id, page });
    expect(steps[0]?.config).toEqual({ for: { amount: 5, unit: "minutes" } });
    await page.getByRole("button", { name: "No problems" }).waitFor();
    await page.context().close();
  });

  it("is not blamed for what nobody could fill in yet: at the fields that were left, and behind", async () => {
    const { page } = await opened(dashboard(), {}, empty);
    const panel = panelOf(page);
    const node = page.locator('[data-node="http"]');
    const missing = panel.getByText("The field “URL” is required. Give it a value.");
    const plus = page.getByRole("button", { name: "Add a step here" }).last();
    await addStep(page, plus, "HTTP request");
    // Not in the first field, the method, which has a value.
    await expect.poll(() => focusedField(page)).toBe("url");
    await page.getByRole("button", { name: "1 problem" }).waitFor();
    expect(await panel.locator(".text-bad").count()).toBe(0);
    expect(await node.getByText("Needs attention").count()).toBe(0);
    await picture(page, "new-steps-filling");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await missing.waitFor();
    expect(await node.getByText("Needs attention").count()).toBe(0);
    await panel.getByRole("button", { name: "Close the panel" }).click();
    await node.getByText("The field “URL” is required").waitFor();
    await picture(page, "new-steps-left");
    await node.click();
    await missing.waitFor();
    await page.context().close();
  });

  it("is not left by who chooses a variable for it", async () => {
    const { page } = await opened(dashboard(), {}, empty);
    const plus = page.getByRole("button", { name: "Add a step here" }).last();
    await addStep(page, plus, "Condition");
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Add a condition" }).click();
    await panel.getByRole("textbox", { name: "Value 1" }).click();
    await panel.locator(".cm-focused").waitFor();
    await page.keyboard.type("/");
    await page.getByRole("searchbox", { name: "Search variables" }).waitFor();
    await page.getByRole("button", { name: /\d problem/ }).waitFor();
    expect(await panel.locator(".text-bad").count()).toBe(0);
    // What was typed to ask for one is written; it goes again.
    await page.keyboard.press("Escape");
    await panel.locator(".cm-focused").waitFor();
    await page.keyboard.press("Backspace");
    await page.locator("[data-node]").first().click();
    await page.locator("[data-node=condition]").click();
    await panel.getByText("Nothing is compared: the left side is empty").waitFor();
    await page.context().close();
  });

  it("is told by a finger too what is missing in the field that it leaves", async () => {
    const steps = [{ id: "call", type: "http", config: { url: "https://example.com" } }];
    const { page } = await opened(dashboard(), { isPhone: true }, { ...empty, steps });
    await page.locator("[data-node=call]").tap();
    const panel = panelOf(page);
    await panel.locator(".cm-content").first().tap();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await panel.getByText("Calls a web address").tap();
    await panel.getByText("The field “URL” is required").waitFor();
    await page.context().close();
  });

  it("is told all that is missing as soon as it is to be published", async () => {
    const { page } = await opened(dashboard(), {}, empty);
    const plus = page.getByRole("button", { name: "Add a step here" }).last();
    await addStep(page, plus, "Loop");
    await expect.poll(() => focusedField(page)).toBe("over");
    const said = panelOf(page).getByText("Say what to loop over, or while which condition");
    expect(await said.count()).toBe(0);
    await page.keyboard.press("Control+Shift+Enter");
    await page.getByRole("dialog", { name: "Publish this draft" }).waitFor();
    await said.waitFor();
    await page.context().close();
  });

  it("is suggested by what is before it, and remembered", async () => {
    const { page } = await opened(dashboard(), {}, empty);
    const plus = page.getByRole("button", { name: "Add a step here" }).last();
    await plus.click();
    const section = (name: string) => page.getByRole("group", { name, exact: true });
    await section("Suggested").getByRole("option", { name: "HTTP request" }).waitFor();
    expect(await section("Recent").count()).toBe(0);
    expect(await violationsIn(page)).toEqual([]);
    await section("Flow")
      .getByRole("option", { name: /^Variable/ })
      .click();
    await panelOf(page).getByRole("heading", { name: "Variable" }).waitFor();
    await plus.click();
    await section("Recent")
      .getByRole("option", { name: /^Variable/ })
      .waitFor();
    await section("Suggested")
      .getByRole("option", { name: /^Condition/ })
      .waitFor();
    await picture(page, "picker-sections");
    await page.getByRole("searchbox", { name: "Search steps" }).fill("variable");
    await section("Suggested").waitFor({ state: "detached" });
    await page.getByRole("searchbox", { name: "Search steps" }).fill("");
    await section("Recent")
      .getByRole("option", { name: /^Variable/ })
      .click();
    await page.locator('[data-node="variable_2"]').waitFor();
    await page.context().close();
  });

  it("that branches asks first when its branch is taken, and the rest stays last", async () => {
    const { page } = await opened(dashboard(), {}, empty);
    const plus = page.getByRole("button", { name: "Add a step here" }).last();
    await addStep(page, plus, "Switch");
    await expect.poll(() => focusedField(page)).toBe("branches.0.when");
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Add a branch" }).click();
    const down = panel.getByRole("button", { name: /down$/ });
    await expect.poll(() => down.count()).toBe(3);
    expect(await down.nth(0).isEnabled()).toBe(true);
    expect(await down.nth(1).isDisabled()).toBe(true);
    await page.context().close();
  });

  it("without a form is told to choose one, where its problem leads", async () => {
    const steps = [
      { id: "wait", type: "delay", config: {} },
      { id: "sum", type: "calculate", config: {} },
    ];
    const { page } = await opened(dashboard(), {}, { ...empty, steps });
    const problem = async (title: string): Promise<void> => {
      const list = page.getByRole("region", { name: "Problems" });
      if ((await list.count()) === 0)
        await page.getByRole("button", { name: "2 problems" }).click();
      await list.getByRole("button", { name: title }).click();
    };
    await problem("Delay");
    await panelOf(page).getByText("The field “For” is required").waitFor();
    await panelOf(page).getByText("Required", { exact: true }).waitFor();
    await expect.poll(() => focusedField(page)).toBe("for");
    await picture(page, "new-steps-form-missing");
    expect(await violationsIn(page)).toEqual([]);
    await problem("Calculate");
    await expect.poll(() => focusedField(page)).toBe("engine");
    expect(await panelOf(page).locator(".text-bad").count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.getByRole("option").first().click();
    await panelOf(page).locator(".cm-content").waitFor();
    await page.context().close();
  });
});
