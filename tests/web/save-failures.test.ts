import { createWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { panelOf } from "./building.suite.ts";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

/* What the builder says and does while the server takes no draft. */

const definition = {
  format: "stepwell/v1",
  name: "Unsaved",
  trigger: { type: "manual", config: {} },
  steps: [
    { id: "one", type: "calculate", title: "ONE", config: { engine: "formula", expression: "1" } },
  ],
} as const;

describe.skipIf(!hasBrowser)("a draft that cannot be saved", () => {
  const dashboard = useDashboard();

  it("is not called saved, and nothing goes on with an older one", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit`);
    const body = JSON.stringify({ code: "internal", title: "No", status: 500 });
    await page.route("**/draft", (route) => route.fulfill({ status: 500, body }));
    await page.locator('[data-node="one"]').click();
    await panelOf(page).locator(".cm-content").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" + 1");
    await page.keyboard.press("Control+s");
    const said = page.locator("output[aria-live=polite].sr-only");
    await expect.poll(() => said.textContent()).toContain("Not saved");
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByText("The draft could not be saved").first().waitFor();
    expect(await page.getByRole("dialog", { name: "Publish this draft" }).count()).toBe(0);
    await page.unroute("**/draft");
    await page.keyboard.press("Control+s");
    await expect.poll(() => said.textContent()).toContain("Saved");
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("dialog", { name: "Publish this draft" }).waitFor();
    await page.context().close();
  });

  it("and never will be says why, and waits for the next edit", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit`);
    const detail = `The workflow is too large. ${"It has too many steps. ".repeat(8)}`.trim();
    const body = JSON.stringify({ code: "invalid_input", title: "No", status: 422, detail });
    let asked = 0;
    await page.route("**/draft", (route) => {
      asked += 1;
      return route.fulfill({ status: 422, body });
    });
    const name = page.getByRole("textbox", { name: "Name" });
    await name.fill("Other");
    await name.press("Enter");
    const reason = page.getByRole("button", { name: "The workflow is too large." });
    await reason.waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await picture(page, "save-refused");
    await reason.click();
    const whole = page.getByRole("dialog", { name: "Not saved" });
    await whole.getByText(detail).waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await picture(page, "save-refused-whole");
    await page.keyboard.press("Escape");
    await page.waitForTimeout(6000);
    expect(asked).toBe(1);
    // Who tries again by keyboard stays where he is until it is saved, and is then at the drawing.
    const again = page.getByRole("button", { name: "Save now" });
    await again.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => asked).toBe(2);
    await reason.waitFor();
    expect(await page.evaluate("document.activeElement?.textContent")).toBe("Save now");
    await page.unroute("**/draft");
    await page.keyboard.press("Enter");
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.locator("[data-node='$trigger']:focus").waitFor();
    await page.context().close();
  });

  it("because the session has ended is there again after signing in", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit`);
    page.on("dialog", () => expect.unreachable("The browser asks nothing."));
    const body = JSON.stringify({ code: "unauthorized", title: "No", status: 401 });
    await page.route("**/draft", (route) => route.fulfill({ status: 401, body }));
    const name = page.getByRole("textbox", { name: "Name" });
    await name.fill("Typed before");
    await name.press("Enter");
    await page.waitForURL("**/login?next=**");
    await page.unroute("**/draft");
    await page.goto(page.url().replace(/\/login.*/, `/live/workflows/${id}/edit`));
    await page.getByText("Edits that were not saved are here again.").waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(await name.inputValue()).toBe("Typed before");
    await page.context().close();
  });
});
