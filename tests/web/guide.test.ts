import { getWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { addStep, panelOf } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";

/* docs/guide/first-workflow.md, step by step. */

describe.skipIf(!hasBrowser)("the guide's first workflow", () => {
  const dashboard = useDashboard();

  it("does in each step what the guide says", async () => {
    const page = await dashboard().open("/live/workflows");
    const errors = errorsOf(page);
    await page.getByRole("link", { name: "New workflow" }).first().click();
    await page.getByRole("option", { name: /Webhook/ }).click();
    await page.waitForURL("**/edit*");
    const id = /workflows\/([^/]+)\/edit/.exec(page.url())?.[1] ?? "";
    const panel = panelOf(page);
    await panel.getByRole("button", { name: /Mode/ }).click();
    await page.getByRole("option", { name: /^Sync/ }).click();
    await panel.getByRole("textbox", { name: "Sample body" }).click();
    await page.keyboard.insertText('{ "amount": 150, "plan": "pro" }');

    await addStep(page, page.getByRole("button", { name: "Add a step here" }).first(), "Condition");
    await panel.getByRole("button", { name: "Add a condition" }).click();
    await panel.getByRole("textbox", { name: "Value 1" }).click();
    await page.keyboard.type("/");
    await page.getByRole("searchbox", { name: "Search variables" }).fill("amount");
    await page
      .getByRole("option", { name: /amount/ })
      .first()
      .click();
    await panel.getByRole("button", { name: /Comparison 1/ }).click();
    await page.getByRole("option", { name: "is greater than", exact: true }).click();
    await panel.getByRole("textbox", { name: "Compared with 1" }).click();
    await page.keyboard.type("100");
    for (const size of ["large", "small"]) {
      const slot = page.getByRole("button", { name: "Add a step", exact: true }).first();
      await addStep(page, slot, "Respond");
      await panel.getByRole("textbox", { name: "Body" }).click();
      await page.keyboard.insertText(`{ "size": "${size}" }`);
    }
    await page.getByText("No problems").waitFor();
    await page.getByRole("banner").getByText("Saved", { exact: true }).waitFor();
    await picture(page, "guide-built");

    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("button", { name: "Publish and activate" }).click();
    await page.getByText("Version 1 is published.").waitFor();
    const { trigger } = await dashboard().call("live")(getWorkflow, { params: { id } });
    const answers = [];
    for (const amount of [500, 100, 50]) {
      const response = await fetch(trigger.url ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ amount }),
      });
      answers.push(await response.json());
    }
    expect(answers).toEqual([{ size: "large" }, { size: "small" }, { size: "small" }]);

    await page.locator("[data-node]").filter({ hasText: "Condition" }).click();
    await panel.getByRole("button", { name: /Comparison 1/ }).click();
    await page.getByRole("option", { name: "is greater than or equal to" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByRole("tab", { name: "Past events" }).click();
    await page.getByRole("button", { name: "Try them" }).click();
    await page.getByText("1 event would go otherwise").waitFor();
    expect(await panel.getByRole("button", { name: "Close the panel" }).count()).toBe(1);
    await picture(page, "guide-hindcast");
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
