import { createWorkflow, getWorkflow, publishWorkflow, replaceDraft } from "@stepwell/api";
import { comesTo } from "./keyboard.suite.ts";
import { describe, expect, it } from "vitest";
import {
  errorsOf,
  hasBrowser,
  picture,
  useDashboard,
  violationsIn,
  violationsInDark,
} from "./dashboard.suite.ts";
import { isQuiet } from "./quiet.suite.ts";

const greeting = {
  format: "stepwell/v1",
  name: "Greeting",
  description: "Says hello to whoever is named.",
  folder: "shop/orders",
  tags: ["demo"],
  trigger: { type: "manual", config: { inputs: [{ name: "name", type: "text" }] } },
  steps: [{ id: "result", type: "output", config: { value: "Hello {{ trigger.name }}" } }],
};
const louder = {
  ...greeting,
  steps: [{ id: "result", type: "output", config: { value: "HELLO {{ trigger.name }}" } }],
};

describe.skipIf(!hasBrowser)("a workflow's page", () => {
  const dashboard = useDashboard();

  async function greetingIn(environment = "live") {
    const api = dashboard().call(environment);
    const { id } = await api(createWorkflow, { body: { definition: greeting } });
    await api(publishWorkflow, { params: { id }, body: { note: "The first", activate: true } });
    return { id, api };
  }

  it("starts by hand with input, and shows the run", async () => {
    const { id } = await greetingIn();
    const page = await dashboard().open(`/live/workflows/${id}`);
    const errors = errorsOf(page);
    await page.getByRole("button", { name: "Start", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Input").fill('{"name": "Ada"');
    await dialog.getByText("This is no JSON yet.").waitFor();
    await dialog.getByLabel("Input").fill('{"name": "Ada"}');
    await dialog.getByRole("button", { name: "Start", exact: true }).click();
    await dialog.getByText("The run has started").waitFor();
    await picture(page, "workflow-start");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("row", { name: /#1/ }).getByText("Succeeded").waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("has no finding of axe in its parts, light, dark and on a phone", async () => {
    const { id, api } = await greetingIn();
    await api(replaceDraft, { params: { id }, body: { definition: louder, revision: 1 } });
    for (const options of [{ isPhone: false }, { isPhone: true }] as const)
      for (const section of ["", "/versions", "/settings"]) {
        const page = await dashboard().open(`/live/workflows/${id}${section}`, options);
        const errors = errorsOf(page);
        await page.getByRole("heading", { level: 1, name: "Greeting" }).waitFor();
        await page.getByRole("heading", { level: 2 }).first().waitFor();
        await isQuiet(page);
        const name = `workflow${section.replace("/", "-")}-${options.isPhone ? "phone" : "wide"}`;
        await picture(page, name);
        expect(await violationsIn(page)).toEqual([]);
        expect(await violationsInDark(page, `${name}-dark`)).toEqual([]);
        expect(errors).toEqual([]);
        await page.context().close();
      }
  }, 60_000);

  it("compares versions and takes one back, by keyboard alone", async () => {
    const { id, api } = await greetingIn();
    await api(replaceDraft, { params: { id }, body: { definition: louder, revision: 1 } });
    const page = await dashboard().open(`/live/workflows/${id}/versions`);
    await page.getByText(/HELLO/).waitFor();
    await page.getByRole("button", { name: "Actions for version 1" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Manual/ })
      .waitFor();
    await picture(page, "workflow-version");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    // The focus is back at the row, whose button is pressed next.
    await comesTo(page, /row "v1 Active"/);
    await page.getByRole("button", { name: "Actions for version 1" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Look at it" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await picture(page, "workflow-menu");
    await page.keyboard.press("Enter");
    await page.getByText("The draft is version 1 again.").waitFor();
    await page.getByText("Nothing has changed.").waitFor();
    const { draft } = await api(getWorkflow, { params: { id } });
    expect(draft.definition).toMatchObject({ steps: greeting.steps });
    await page.context().close();
  });

  it("saves settings in the draft", async () => {
    const { id, api } = await greetingIn();
    const page = await dashboard().open(`/live/workflows/${id}/settings`);
    await page.getByLabel("Tags").fill("money, night");
    await page.getByLabel("Time limit of a run").fill("5");
    await page.getByLabel("Runs at the same time").fill("1");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved in the draft.").waitFor();
    const { draft } = await api(getWorkflow, { params: { id } });
    expect(draft.definition).toMatchObject({
      tags: ["money", "night"],
      settings: { timeout: { amount: 5, unit: "minutes" }, concurrency: { limit: 1 } },
    });
    await page.context().close();
  });

  it("copies a workflow from the sandbox to live, and deletes it by its name", async () => {
    const { id } = await greetingIn("sandbox");
    const page = await dashboard().open(`/sandbox/workflows/${id}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Copy to another environment" }).click();
    await page.getByRole("button", { name: "Copy it there" }).waitFor();
    await picture(page, "workflow-promote");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Copy it there" }).click();
    await page.getByRole("link", { name: "Open it there" }).click();
    await page.waitForURL("**/live/workflows/**");
    await page.getByRole("heading", { level: 1, name: "Greeting" }).waitFor();
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const remove = page.getByRole("alertdialog").getByRole("button", { name: "Delete" });
    expect(await remove.isDisabled()).toBe(true);
    await page.getByLabel(/^Type Greeting/).fill("Greeting");
    await remove.click();
    await page.waitForURL("**/live/workflows");
    await page.context().close();
  });
});
