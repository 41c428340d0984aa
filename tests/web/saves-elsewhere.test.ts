import { createWorkflow, getWorkflow, publishWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const step = (id: string) => ({
  id,
  type: "output",
  title: id.toUpperCase(),
  config: { value: 1 },
});

/* Two windows at one draft. */
describe.skipIf(!hasBrowser)("a draft that is saved in another window", () => {
  const dashboard = useDashboard();

  async function inTwo(name: string, { isPhone = false } = {}) {
    const { call, open } = dashboard();
    const trigger = { type: "manual", config: {} };
    const definition = { format: "stepwell/v1", name, trigger, steps: ["one", "two"].map(step) };
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const path = `/live/workflows/${id}/edit?view=outline`;
    const [mine, theirs] = await Promise.all([open(path, { isPhone }), open(path)]);
    for (const page of [mine, theirs]) await page.getByText("Saved", { exact: true }).waitFor();
    return { id, mine, theirs, errors: errorsOf(mine) };
  }

  async function rename(page: Page, name: string): Promise<void> {
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.keyboard.press("Enter");
  }

  async function remove(page: Page, id: string): Promise<void> {
    await page.locator(`[data-node=${id}]`).click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Delete");
    await page.locator(`[data-node=${id}]`).waitFor({ state: "detached" });
  }

  it.each([false, true])("is taken over where nothing is unsaved (phone: %s)", async (isPhone) => {
    const { id, mine, theirs, errors } = await inTwo("Followed", { isPhone });
    await mine.locator("[data-node=two]").click();
    await mine.locator("[data-panel]").waitFor();
    await rename(theirs, "Named there");
    const note = mine.getByText("Updated: somebody else has saved");
    await note.waitFor();
    expect(await mine.getByLabel("Name of the workflow").inputValue()).toBe("Named there");
    await mine.locator("[data-panel]").waitFor();
    await picture(mine, `saved-elsewhere${isPhone ? "-phone" : ""}`);
    expect(await violationsIn(mine)).toEqual([]);
    // There is nothing of one's own that Undo could bring back.
    expect(await mine.getByRole("button", { name: "Undo", exact: true }).isDisabled()).toBe(true);
    expect(await theirs.getByText("Saved", { exact: true }).count()).toBe(1);
    // The step of the open panel goes, and the focus with it.
    await remove(theirs, "two");
    await mine.locator("[data-panel]").waitFor({ state: "detached" });
    const focused = (): Promise<unknown> =>
      mine.evaluate("document.activeElement?.querySelector('[data-node]')?.dataset.node");
    await expect.poll(focused).toBe("$trigger");
    // What is edited from now on is an edit of theirs.
    await remove(mine, "one");
    await mine.getByText("Saved", { exact: true }).waitFor();
    const { draft } = await dashboard().call("live")(getWorkflow, { params: { id } });
    expect(draft.definition).toMatchObject({ name: "Named there", steps: [] });
    await theirs.locator("[data-node=one]").waitFor({ state: "detached" });
    await theirs.getByText("Updated: somebody else has saved").waitFor();
    expect(errors).toEqual([]);
    await mine.context().close();
    await theirs.context().close();
  });

  it("is a conflict at once where something is", async () => {
    const { mine, theirs } = await inTwo("Met");
    await mine.route("**/draft", (route) => route.abort());
    await rename(mine, "Mine");
    await mine.getByRole("button", { name: "Save now" }).waitFor();
    await rename(theirs, "Theirs");
    await mine.getByText("Somebody else changed this draft.").waitFor();
    await mine.getByRole("button", { name: "Decide what stays" }).click();
    for (const what of ["See their change", "Take theirs", "Keep mine", "Save mine as a copy"])
      await mine.getByRole("menuitem", { name: what }).waitFor();
    await mine.context().close();
    await theirs.context().close();
  });

  it("shows as well which version went live there", async () => {
    const { id, mine, theirs } = await inTwo("Live elsewhere", { isPhone: true });
    const badge = (text: string) =>
      mine.getByText(text, { exact: true }).locator("visible=true").first();
    await badge("Not active").waitFor();
    await dashboard().call("live")(publishWorkflow, { params: { id }, body: { activate: true } });
    await badge("Active: v1").waitFor();
    // The bar at the foot keeps to its line.
    expect(await mine.evaluate("document.documentElement.scrollHeight - innerHeight")).toBe(0);
    await mine.context().close();
    await theirs.context().close();
  });

  it("is told on a phone in the sheet that covers all else", async () => {
    const { mine, theirs } = await inTwo("Covered", { isPhone: true });
    await mine.locator("[data-node=two]").click();
    const panel = mine.locator("[data-panel]");
    await panel.waitFor();
    await mine.route("**/draft", (route) => route.abort());
    await panel.getByRole("textbox", { name: "Title" }).fill("Typed here");
    await mine.keyboard.press("Enter");
    await panel.getByRole("button", { name: "Save now" }).waitFor();
    await rename(theirs, "Theirs");
    await panel.getByText("Somebody else changed this draft.").waitFor();
    await picture(mine, "conflict-sheet");
    expect(await violationsIn(mine)).toEqual([]);
    await panel.getByRole("button", { name: "Decide what stays" }).click();
    await mine.getByRole("menuitem", { name: "Take theirs" }).click();
    await panel.getByText("Somebody else changed this draft.").waitFor({ state: "detached" });
    await mine.context().close();
    await theirs.context().close();
  });

  it("does not ask again about publishing who has closed the question", async () => {
    const { mine, theirs } = await inTwo("Asked once");
    const { promise: held, resolve: release } = Promise.withResolvers();
    await mine.route("**/publish", async (route) => {
      await held;
      await route.continue();
    });
    await mine.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = mine.getByRole("dialog");
    const answered = mine.waitForResponse("**/publish");
    await dialog.getByRole("button", { name: "Publish and activate" }).click();
    await rename(theirs, "Meanwhile");
    await theirs.getByText("Saved", { exact: true }).waitFor();
    await mine.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    release(undefined);
    expect((await answered).status()).toBe(409);
    await mine.getByText("Updated: somebody else has saved").waitFor();
    await mine.waitForTimeout(300);
    expect(await dialog.count()).toBe(0);
    await mine.context().close();
    await theirs.context().close();
  });
});
