import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createWorkflow, getWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { root } from "../tidy/source-files.ts";
import { panelOf } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";

const large = JSON.parse(
  readFileSync(join(root, "examples/large-payments/large-payments.flow.json"), "utf8"),
) as Record<string, never>;

describe.skipIf(!hasBrowser)("keys that try and publish", () => {
  const dashboard = useDashboard();

  async function openLarge(): Promise<Page> {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: large } });
    const page = await open(`/live/workflows/${id}/edit`);
    await page.locator("[data-node]").first().waitFor();
    return page;
  }

  it("open the test run from the canvas, and begin it", async () => {
    const page = await openLarge();
    await page.locator("[data-node]").first().focus();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Run the test" }).waitFor();
    expect(await panelOf(page).count()).toBe(0);
    await page.locator("[data-node]").first().focus();
    await page.keyboard.press("Control+Enter");
    await page
      .getByRole("table")
      .or(page.getByText(/Succeeded|Failed/))
      .first()
      .waitFor();
    await page.context().close();
  });

  it("test from a text of several lines, and leave the text as it is", async () => {
    const { call, open } = dashboard();
    const step = { id: "v", type: "variable", config: { name: "v", value: "x" } };
    const definition = {
      ...large,
      trigger: { type: "manual", config: {} },
      steps: [step],
    } as never;
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit?step=v`);
    const panel = panelOf(page);
    const text = panel.locator(".cm-content[contenteditable=true]");
    await text.click();
    await page.keyboard.press("Control+Enter");
    await panel.getByRole("tab", { name: "Test", selected: true }).waitFor();
    await panel.getByText(/ms$/).first().waitFor();
    const { draft } = await call("live")(getWorkflow, { params: { id } });
    expect(draft.definition).toMatchObject({ steps: [step] });
    await page.context().close();
  });

  it("test the step whose panel is open, from a field of one line or a button too", async () => {
    const page = await openLarge();
    const errors = errorsOf(page);
    await page.getByRole("button", { name: /^Condition/ }).click();
    const panel = panelOf(page);
    // Not by a click: it would open the picker where it meets the variable in the field.
    await panel.getByRole("textbox", { name: "Value 1" }).focus();
    // The editor takes the place of a plain field.
    await panel.locator(".cm-focused").waitFor();
    await page.keyboard.press("Control+Enter");
    await panel.getByRole("tab", { name: "Test", selected: true }).waitFor();
    await panel
      .getByRole("heading", { name: /Output|Result/ })
      .or(panel.getByText(/ms$/))
      .first()
      .waitFor();
    await picture(page, "keys-step-test");
    await panel.getByRole("tab", { name: "Configure" }).click();
    await panel.getByRole("button", { name: "Close the panel" }).focus();
    await page.keyboard.press("Control+Enter");
    await panel.getByRole("tab", { name: "Test", selected: true }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("publish from anywhere, a text of several lines too", async () => {
    const page = await openLarge();
    await page.getByRole("button", { name: /^Condition/ }).click();
    const panel = panelOf(page);
    await panel.getByRole("tab", { name: "Test" }).click();
    const input = panel.getByRole("textbox", { name: /Input|Variables/ }).first();
    await input.click();
    const before = (await input.innerText()).split("\n").length;
    await page.keyboard.press("Control+Enter");
    expect((await input.innerText()).split("\n").length).toBe(before);
    await page.keyboard.press("Control+Shift+Enter");
    await page.getByRole("dialog", { name: "Publish this draft" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.locator("[data-node]").first().focus();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await help.getByText("Test the open step, or a test run").waitFor();
    await page.context().close();
  });
});
