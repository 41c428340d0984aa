import { createWorkflow, getWorkflow, listWorkflows, publishWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { comesTo, pressOn, tabTo } from "./keyboard.suite.ts";

const greeting = (name: string, value = "Hello") => ({
  format: "stepwell/v1",
  name,
  trigger: { type: "manual", config: {} },
  steps: [{ id: "result", type: "output", title: "The greeting", config: { value } }],
});

describe.skipIf(!hasBrowser)("many workflows", () => {
  const dashboard = useDashboard();

  async function publish(environment: string, name: string): Promise<string> {
    const call = dashboard().call(environment);
    const { id } = await call(createWorkflow, { body: { definition: greeting(name) } });
    await call(publishWorkflow, { params: { id }, body: { activate: true } });
    return id;
  }

  it("are chosen and deactivated at once, by mouse, and exported as one file", async () => {
    const ids = [await publish("live", "One"), await publish("live", "Two")];
    const page = await dashboard().open("/live/workflows");
    const errors = errorsOf(page);
    for (const name of ["One", "Two"])
      await page.getByRole("row", { name }).getByRole("checkbox").click({ force: true });
    const bar = page.getByRole("group", { name: "Actions for the chosen" });
    await bar.getByText("2 chosen").waitFor();
    await picture(page, "workflows-chosen");
    expect(await violationsIn(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      bar.getByRole("button", { name: "Export" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("workflows.flow.json");
    for (const name of ["One", "Two"])
      await page.getByRole("row", { name }).getByRole("checkbox").click({ force: true });
    await bar.getByRole("button", { name: "Deactivate" }).click();
    await page.getByText("2 workflows are no longer active.").waitFor();
    for (const id of ids)
      expect((await dashboard().call("live")(getWorkflow, { params: { id } })).active).toBe(false);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("are deleted at once, by keyboard alone, after a question", async () => {
    const call = dashboard().call("sandbox");
    for (const name of ["Keep", "Old", "Older"])
      await call(createWorkflow, { body: { definition: greeting(name) } });
    const page = await dashboard().open("/sandbox/workflows");
    await page.getByRole("row", { name: "Older" }).waitFor();
    await tabTo(page, /row "Older/);
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await comesTo(page, /row "Old"/);
    await page.keyboard.press("Space");
    await pressOn(page, /button "Delete"/, { isBack: true });
    await page.getByRole("alertdialog").getByText("Older").waitFor();
    await picture(page, "workflows-delete");
    expect(await violationsIn(page)).toEqual([]);
    await pressOn(page, /button "Delete"/);
    await page.getByRole("row", { name: "Older" }).waitFor({ state: "detached" });
    const { items } = await call(listWorkflows, {});
    expect(items.map(({ name }) => name)).toEqual(["Keep"]);
    await page.context().close();
  });

  it("come out of a file, and what is none says so", async () => {
    const page = await dashboard().open("/sandbox/workflows/new");
    const give = async (name: string, text: string): Promise<void> =>
      page
        .locator("input[type=file]")
        .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "Choose a file" }).waitFor();
    await give("a.flow.json", "{ broken");
    await page.getByText("This file is neither JSON nor YAML.").waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await give("a.flow.json", JSON.stringify([greeting("From a file"), greeting("And another")]));
    await page.getByText("2 workflows are imported.").waitFor();
    await page.getByRole("row", { name: "From a file" }).waitFor();
    await page.goto(`${dashboard().url}/sandbox/workflows/new`);
    await give(
      "b.flow.yaml",
      "format: stepwell/v1\nname: By hand\ntrigger: { type: manual, config: {} }\nsteps: []\n",
    );
    await page.getByRole("heading", { level: 1, name: "By hand" }).waitFor();
    await page.context().close();
  });

  it("of the sandbox go over those of live, after the difference is shown, by keyboard alone", async () => {
    const there = await publish("live", "Shop greeting");
    const definition = greeting("Shop greeting", "Good day");
    const { id } = await dashboard().call("sandbox")(createWorkflow, { body: { definition } });
    const page = await dashboard().open(`/sandbox/workflows/${id}`);
    await page.getByRole("heading", { level: 1, name: "Shop greeting" }).waitFor();
    await pressOn(page, /button "More actions"/);
    await page.getByRole("menuitem", { name: "Copy to another environment" }).waitFor();
    await page.keyboard.type("copy to");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Good day").waitFor();
    await picture(page, "promote-over");
    expect(await violationsIn(page)).toEqual([]);
    await pressOn(page, /button "Copy it there"/);
    await pressOn(page, /link "Open it there"/);
    await page.waitForURL(`**/live/workflows/${there}`);
    const { draft, active } = await dashboard().call("live")(getWorkflow, {
      params: { id: there },
    });
    expect(draft.definition).toMatchObject({ steps: [{ config: { value: "Good day" } }] });
    // What runs is still what was published there.
    expect(active).toBe(true);
    await page.context().close();
  });
});
