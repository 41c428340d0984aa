import { createWorkflow, getWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const definition = {
  format: "stepwell/v1",
  name: "Precious",
  trigger: { type: "manual", config: {} },
  steps: [{ id: "out", type: "output", title: "Before", config: { value: 1 } }],
};

describe.skipIf(!hasBrowser)("edits that the server does not get", () => {
  const dashboard = useDashboard();

  async function opened(): Promise<{ id: string; page: Page; titleThere: () => Promise<unknown> }> {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}`);
    await page.getByRole("link", { name: "Edit" }).click();
    await page.locator("[data-node=out]").waitFor();
    const titleThere = async (): Promise<unknown> => {
      const { draft } = await call("live")(getWorkflow, { params: { id } });
      return (draft.definition as { steps: { title: string }[] }).steps[0]?.title;
    };
    return { id, page, titleThere };
  }

  async function renameOffline(page: Page): Promise<void> {
    await page.route("**/draft", (route) => route.abort());
    await page.locator("[data-node=out]").click();
    await page.locator("[data-panel] h2 :is(button, input)").first().click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("After");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Save now" }).waitFor();
  }

  it("hold back who goes to another page, and are there when he comes back", async () => {
    const { page, titleThere } = await opened();
    await renameOffline(page);
    await page.getByRole("link", { name: /Back/ }).click();
    const question = page.getByRole("alertdialog");
    await question.getByText(/kept in this browser/).waitFor();
    await picture(page, "unsaved-leave");
    expect(await violationsIn(page)).toEqual([]);
    await question.getByRole("button", { name: "Stay" }).click();
    await page.locator("[data-node=out]").getByText("After").waitFor();
    await page.getByRole("link", { name: /Back/ }).click();
    await question.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("link", { name: "Edit" }).waitFor();
    expect(await titleThere()).toBe("Before");
    await page.unroute("**/draft");
    await page.getByRole("link", { name: "Edit" }).click();
    await page.locator("[data-node=out]").getByText("After").waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(await titleThere()).toBe("After");
    await page.context().close();
  });

  it("survive a window that is loaded again", async () => {
    const { page, titleThere } = await opened();
    await renameOffline(page);
    page.on("dialog", (dialog) => void dialog.accept());
    await page.unroute("**/draft");
    await page.reload();
    await page.getByText("Edits that were not saved are here again.").waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(await titleThere()).toBe("After");
    await page.context().close();
  });

  it("are gone from the browser when the person signs out", async () => {
    const { page } = await opened();
    await renameOffline(page);
    const copies = (): Promise<readonly string[]> =>
      page.evaluate(() => Object.keys(localStorage).filter((key) => /^stepwell.draft/.test(key)));
    expect(await copies()).toHaveLength(1);
    await page.getByRole("link", { name: /Back/ }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
    // The session is that of the other tests too: it stays.
    await page.route("**/sign-out", (route) => route.fulfill({ status: 204 }));
    await page.getByRole("button", { name: /Account/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    const question = page.getByRole("alertdialog", { name: "There are unsaved edits" });
    expect(await copies()).toHaveLength(1);
    await question.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL("**/login");
    expect(await copies()).toEqual([]);
    await page.context().close();
  });

  it("do not hide what was saved when one comes back at once", async () => {
    const { page, titleThere } = await opened();
    await page.locator("[data-node=out]").click();
    await page.locator("[data-panel] h2 :is(button, input)").first().click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Later");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Back/ }).click();
    await page.getByRole("link", { name: "Edit" }).click();
    await page.locator("[data-node=out]").getByText("Later").waitFor();
    expect(await titleThere()).toBe("Later");
    await page.context().close();
  });
});
