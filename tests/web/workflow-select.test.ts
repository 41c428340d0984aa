import { createWorkflow, setLimits } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const many = 205;

describe.skipIf(!hasBrowser)("the filter by workflow", () => {
  const dashboard = useDashboard();

  it("finds any of many, and shows the chosen one wherever it stands", async () => {
    const { call, open } = dashboard();
    const live = call("live");
    await live(setLimits, { body: { workflowsMax: many } });
    const made = async (name: string): Promise<string> => {
      const trigger = { type: "manual", config: {} };
      const definition = { format: "stepwell/v1", name, trigger, steps: [] };
      return (await live(createWorkflow, { body: { definition } })).id;
    };
    const oldest = await made("The very first");
    for (let count = 1; count < many; count += 1) await made(`Number ${count}`);
    const page = await open("/live/runs");
    const errors = errorsOf(page);
    const button = page.getByRole("button", { name: /Workflow$/ });
    await button.click();
    await page.getByRole("option", { name: "All workflows" }).waitFor();
    await page.keyboard.type("very");
    await page.locator("[role=option][data-focused]", { hasText: "The very first" }).waitFor();
    await picture(page, "workflow-select");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**workflow=${oldest}`);
    await button.getByText("The very first").waitFor();
    await page.reload();
    await button.getByText("The very first").waitFor();
    await button.click();
    await page.getByRole("option", { name: "The very first", selected: true }).waitFor();
    await page.getByRole("searchbox", { name: "Search workflows" }).fill("nobody");
    await page.getByText("No workflow is called so.").waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
