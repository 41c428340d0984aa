import { findStep, walkSteps } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { draftOf, opened, panelOf } from "./panel.suite.ts";

/* Variables in texts and fields: their menu, lists, expressions, and what cannot be read here. */

const definition = {
  format: "stepwell/v1",
  name: "Pills",
  trigger: {
    type: "webhook",
    config: { mode: "async", sample: { amount: 120, lines: [{ price: 5 }, { price: 7 }] } },
  },
  steps: [
    {
      id: "sum",
      type: "calculate",
      title: "Sum up",
      config: { engine: "formula", expression: "1 + 1" },
    },
    {
      id: "tell",
      type: "http",
      title: "Tell",
      config: { method: "GET", url: "https://a.example/{{ steps.sum }}/{{ trigger.body.amount }}" },
    },
    { id: "rest", type: "delay", title: "Rest", config: { for: { amount: 5, unit: "minutes" } } },
    { id: "each", type: "loop", title: "Each", config: {}, branches: [{ id: "body", steps: [] }] },
    {
      id: "last",
      type: "calculate",
      title: "The last",
      config: { engine: "formula", expression: "2" },
    },
  ],
};

describe.skipIf(!hasBrowser)("variables in the fields of the builder", () => {
  const dashboard = useDashboard();

  it("have a menu: change, default, copy, go to the step, by mouse", async () => {
    const { id, page, errors } = await opened(dashboard(), {}, definition);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator('[data-node="tell"]').click();
    const panel = panelOf(page);
    const pill = panel.locator(".variable-pill");
    await pill.first().waitFor();
    await pill.nth(1).click();
    await page.getByRole("menuitem", { name: "Copy path" }).waitFor();
    await picture(page, "pill-menu");
    expect(await violationsIn(page)).toEqual([]);
    expect(await page.getByRole("menuitem", { name: "Go to step" }).count()).toBe(0);
    await page.getByRole("menuitem", { name: "Copy path" }).click();
    await expect
      .poll(() => page.evaluate("navigator.clipboard.readText()"))
      .toBe("trigger.body.amount");
    await pill.nth(1).click();
    await page.getByRole("menuitem", { name: "Default if empty" }).click();
    await page.getByRole("textbox", { name: "Value" }).fill("9");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Keep" }).click();
    await panel.getByText("amount ?? …").waitFor();
    const draft = await draftOf(dashboard(), { id, page });
    expect(findStep(draft, "tell")?.step.config["url"]).toBe(
      "https://a.example/{{ steps.sum }}/{{ trigger.body.amount ?? 9 }}",
    );
    await pill.first().click();
    await page.getByRole("menuitem", { name: "Change" }).click();
    await page.getByRole("searchbox", { name: "Search variables" }).fill("amount");
    await page
      .getByRole("option", { name: /amount/ })
      .first()
      .click();
    await panel.getByText("Sum up").waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await panel.getByText("Sum up").waitFor();
    await pill.first().click();
    await page.getByRole("menuitem", { name: "Go to step" }).click();
    await panel.getByRole("textbox", { name: "Title" }).waitFor();
    expect(await panel.getByRole("textbox", { name: "Title" }).inputValue()).toBe("Sum up");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("have the same menu by keyboard", async () => {
    const { id, page } = await opened(dashboard(), {}, definition);
    await page.locator('[data-node="tell"]').focus();
    await page.keyboard.press("Enter");
    const text = panelOf(page)
      .locator(".cm-content")
      .filter({ has: page.locator(".variable-pill") });
    await text.focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("menuitem", { name: "Change" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Value" }).waitFor();
    await page.keyboard.type("none");
    await page.keyboard.press("Enter");
    await panelOf(page).getByText("amount ?? …").waitFor();
    const draft = await draftOf(dashboard(), { id, page });
    expect(findStep(draft, "tell")?.step.config["url"]).toContain('?? "none" }}');
    await page.context().close();
  });

  it("numbers have their own control, and ƒx for an expression with its sample", async () => {
    const { id, page, errors } = await opened(dashboard(), {}, definition);
    await page.locator('[data-node="rest"]').click();
    const panel = panelOf(page);
    const amount = panel.getByRole("textbox", { name: /amount/ }).first();
    await amount.fill("7");
    await amount.press("Tab");
    await panel.getByRole("button", { name: /^ƒx/ }).first().click();
    await panel.locator(".cm-content").first().click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("{{ trigger.body.amount }}");
    await panel.getByText("Sample: 120").waitFor();
    await picture(page, "pills-expression");
    expect(await violationsIn(page)).toEqual([]);
    const draft = await draftOf(dashboard(), { id, page });
    expect(findStep(draft, "rest")?.step.config["for"]).toEqual({
      amount: "{{ trigger.body.amount }}",
      unit: "minutes",
    });
    await panel.getByRole("button", { name: /^ƒx/ }).first().press("Enter");
    await panel.locator(".cm-content").first().waitFor({ state: "detached" });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("lists offer their first, their count and a loop; what is not here says why", async () => {
    const { id, page, errors } = await opened(dashboard(), {}, definition);
    await page.locator('[data-node="sum"]').click();
    const panel = panelOf(page);
    await panel
      .getByRole("button", { name: /^Insert a variable/ })
      .first()
      .click();
    const search = page.getByRole("searchbox", { name: "Search variables" });
    await search.fill("lines");
    await page
      .getByRole("option", { name: /^Count/ })
      .first()
      .waitFor();
    await picture(page, "pills-lists");
    expect(await violationsIn(page)).toEqual([]);
    await search.fill("last");
    await page.getByText("It comes after this step. Move it before.").waitFor();
    await picture(page, "pills-not-here");
    // The search lets go of the row that was chosen a moment after that is gone.
    await expect.poll(() => violationsIn(page)).toEqual([]);
    await search.fill("lines");
    await page
      .getByRole("option", { name: /^Count/ })
      .first()
      .click();
    await panel.getByText("COUNTA(trigger.body.lines)").waitFor();
    await panel
      .getByRole("button", { name: /^Insert a variable/ })
      .first()
      .click();
    await search.fill("lines");
    await page
      .getByRole("option", { name: /^Loop over this/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Undo: Wrap Sum up in Loop" }).waitFor();
    const draft = await draftOf(dashboard(), { id, page });
    const [first] = [...walkSteps(draft)];
    expect(first?.step).toMatchObject({
      type: "loop",
      config: { over: "{{ trigger.body.lines }}" },
      branches: [{ id: "body", steps: [{ id: "sum" }] }],
    });
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
