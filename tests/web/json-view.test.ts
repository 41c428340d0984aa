import { createWorkflow, getWorkflow } from "@stepwell/api";
import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { panelOf } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

/* The workflow as text, beside a panel and an undo that change it too. */

const definition = {
  format: "stepwell/v1",
  name: "Text",
  trigger: { type: "manual", config: {} },
  steps: [
    { id: "one", type: "calculate", title: "ONE", config: { engine: "formula", expression: "1" } },
  ],
} as const;

describe.skipIf(!hasBrowser)("the workflow as JSON", () => {
  const dashboard = useDashboard();

  async function opened() {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit?step=one&view=json`);
    await panelOf(page).locator(".cm-content").first().waitFor();
    const saved = async () => {
      const { draft } = await call("live")(getWorkflow, { params: { id } });
      const { name, steps } = draft.definition as unknown as Definition;
      return [name, steps[0]?.config["expression"]];
    };
    const text = page.locator("section .cm-content").first();
    const write = async (name: string): Promise<void> => {
      await text.click();
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(JSON.stringify({ ...definition, name }));
    };
    const editInPanel = async (): Promise<void> => {
      await panelOf(page).locator(".cm-content").first().click();
      await page.keyboard.press("End");
      await page.keyboard.type(" + 77");
    };
    return { page, text, write, editInPanel, saved, errors: errorsOf(page) };
  }

  it("asks before it replaces what was changed elsewhere meanwhile", async () => {
    const { page, write, editInPanel, saved, errors } = await opened();
    await write("Written");
    await editInPanel();
    await expect.poll(saved).toEqual(["Text", "1 + 77"]);
    await page.getByText("was changed elsewhere").waitFor();
    expect(await page.getByRole("button", { name: /^Apply/ }).count()).toBe(0);
    await picture(page, "json-stale");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Replace anyway" }).click();
    await expect.poll(saved).toEqual(["Written", "1"]);
    await page.getByText("was changed elsewhere").waitFor({ state: "detached" });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("gives the newest where that is wanted", async () => {
    const { page, text, write, editInPanel, saved } = await opened();
    await write("Written");
    await editInPanel();
    await page.getByRole("button", { name: "Take the newest" }).click();
    await text.getByText("1 + 77").waitFor();
    await expect.poll(saved).toEqual(["Text", "1 + 77"]);
    await page.context().close();
  });

  it("keeps what is written while another view is open, and warns who leaves with it", async () => {
    const { page, text, write, saved } = await opened();
    await write("Written");
    await page.getByRole("radio", { name: "Canvas" }).click({ force: true });
    await page.locator('[data-node="one"]').waitFor();
    const isHeld = `!dispatchEvent(new Event("beforeunload", { cancelable: true }))`;
    expect(await page.evaluate(isHeld)).toBe(true);
    await page.getByRole("radio", { name: "JSON" }).click({ force: true });
    await text.getByText("Written").waitFor();
    await text.click();
    await page.keyboard.press("Control+Enter");
    await expect.poll(saved).toEqual(["Written", "1"]);
    await page.getByText("Saved", { exact: true }).first().waitFor();
    expect(await page.evaluate(isHeld)).toBe(false);
    await page.context().close();
  });

  it("keeps what is typed while it is being applied", async () => {
    const { page, text, write, saved } = await opened();
    await write("Written");
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/check", async (route) => {
      await held;
      await route.continue();
    });
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("   ");
    const before = await text.textContent();
    release();
    await expect.poll(saved).toEqual(["Written", "1"]);
    expect(await text.textContent()).toBe(before);
    await page.getByRole("button", { name: /^Apply/ }).waitFor();
    await page.context().close();
  });
});
