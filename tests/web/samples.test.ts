import { createWorkflow, keepSample, listSamples, publishWorkflow, startRun } from "@stepwell/api";
import { findStep } from "@stepwell/core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { handOf } from "./hands.suite.ts";
import { arrowTo, tabTo } from "./keyboard.suite.ts";
import { draftOf, node, opened, panelOf } from "./panel.suite.ts";

const code = "return { customer: { name: 'Ada', city: 'Uppsala' } };";
const definition = {
  format: "stepwell/v1",
  name: "Welcome",
  trigger: { type: "manual", config: {} },
  steps: [
    { id: "find", type: "script", title: "Find customer", config: { code } },
    { id: "tell", type: "http", title: "Tell the team", config: { url: "https://example.com" } },
    { id: "last", type: "output", title: "Tell the end", config: { value: 1 } },
  ],
};

describe.skipIf(!hasBrowser)("samples in the builder", () => {
  const dashboard = useDashboard();
  const live = () => dashboard().call("live");
  const samplesOf = async (id: string) => {
    const { items } = await live()(listSamples, { params: { id } });
    return items.map(({ place }) => place).toSorted();
  };

  it("are kept from a step's test, and are then in the picker of a later step", async () => {
    const { id, page, errors } = await opened(dashboard(), {}, definition);
    await node(page, /Find customer/).click();
    const panel = panelOf(page);
    await panel.getByRole("tab", { name: "Test" }).click();
    await panel.getByRole("button", { name: "Run step" }).click();
    await panel.getByRole("button", { name: "Keep as sample" }).click();
    const kept = panel.getByRole("region", { name: "Kept sample" });
    await kept.waitFor();
    await kept.getByText("Show", { exact: true }).click();
    await kept.getByText("Uppsala").waitFor();
    await node(page, /Find customer/)
      .getByText("Kept sample")
      .waitFor({ state: "attached" });
    await kept.scrollIntoViewIfNeeded();
    await picture(page, "samples-kept");
    expect(await violationsIn(page)).toEqual([]);
    await node(page, /Tell the team/).click();
    await panel.getByRole("tab", { name: "Configure" }).click();
    await panel.getByRole("button", { name: "Insert a variable: URL" }).click();
    await page.getByRole("searchbox", { name: "Search variables" }).fill("city");
    await page.getByRole("option", { name: /city/ }).getByText("Uppsala").waitFor();
    await picture(page, "samples-picker");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("option", { name: /city/ }).click();
    await panel.locator(".variable-pill").waitFor();
    const draft = await draftOf(dashboard(), { id, page });
    expect(findStep(draft, "tell")?.step.config["url"]).toContain("{{ steps.find.customer.city }}");
    await node(page, /Find customer/).click();
    await panel.getByRole("tab", { name: "Test" }).click();
    await kept.getByRole("button", { name: "Forget" }).click();
    await kept.waitFor({ state: "detached" });
    await panel.locator(":focus", { hasText: "Run step" }).waitFor();
    expect(await samplesOf(id)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("are kept and used by keyboard alone", async () => {
    const { id, page, errors } = await opened(dashboard(), { theme: "dark" }, definition);
    await handOf("keys", page).open("find");
    await tabTo(page, / "Configure"/);
    await page.keyboard.press("ArrowRight");
    await tabTo(page, / "Run step"/);
    await page.keyboard.press("Enter");
    await panelOf(page).getByRole("button", { name: "Keep as sample" }).waitFor();
    await tabTo(page, / "Keep as sample"/);
    await page.keyboard.press("Enter");
    await panelOf(page).getByRole("region", { name: "Kept sample" }).waitFor();
    await picture(page, "samples-kept-dark");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("[data-node=find]:focus").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator("[data-node=tell]:focus").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[data-panel] :focus").waitFor();
    await tabTo(page, /tab "(Configure|Test)"/);
    await page.keyboard.press("Home");
    await tabTo(page, / "URL/);
    await page.keyboard.press("End");
    await page.keyboard.type("/{{");
    await page.getByRole("searchbox", { name: "Search variables" }).waitFor();
    await page.keyboard.type("uppsala");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await panelOf(page).locator(".variable-pill").waitFor();
    const draft = await draftOf(dashboard(), { id, page });
    expect(findStep(draft, "tell")?.step.config["url"]).toContain("{{ steps.find.customer.city }}");
    expect(await samplesOf(id)).toEqual(["find"]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("stand for their steps in a test run where that is ticked; a test may end at a step", async () => {
    const { id, page, errors } = await opened(dashboard(), {}, definition);
    const value = { status: 200, headers: {}, body: "kept" };
    await live()(keepSample, { params: { id, place: "tell" }, body: { value } });
    await live()(keepSample, { params: { id, place: "$trigger" }, body: { value: { n: 1 } } });
    await page.reload();
    await node(page, /Tell the team/).click();
    await page.getByRole("button", { name: "Actions for Tell the team" }).click();
    await page.getByRole("menuitem", { name: "Run to here" }).click();
    const dock = page.getByRole("region", { name: "Try the draft" });
    await dock.getByText("Ends after “Tell the team”").waitFor();
    const ran = dock.getByRole("list", { name: "Steps that ran" });
    await ran.getByRole("button", { name: "Tell the team" }).waitFor();
    expect(await ran.getByRole("button").count()).toBe(2);
    await dock.getByText("Simulated", { exact: true }).waitFor();
    await dock.getByText("Use kept samples").click();
    await picture(page, "samples-run-to-here");
    expect(await violationsIn(page)).toEqual([]);
    await dock.getByRole("button", { name: "Run the test" }).click();
    await dock.getByText("Simulated", { exact: true }).waitFor({ state: "detached" });
    await dock.getByRole("button", { name: "Test the whole workflow" }).click();
    await dock.locator(":focus", { hasText: "Run the test" }).click();
    await ran.getByRole("button", { name: "Tell the end" }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  const ofRun = {
    ...definition,
    steps: [
      {
        id: "twice",
        type: "calculate",
        title: "Twice",
        config: { engine: "formula", expression: "trigger.n * 2" },
      },
    ],
  };

  /** A run that is over, with the page that shows it. */
  async function ranOnce(theme: "light" | "dark") {
    const { id } = await live()(createWorkflow, { body: { definition: ofRun } });
    await live()(publishWorkflow, { params: { id }, body: { activate: true } });
    const { runId } = await live()(startRun, { params: { id }, body: { input: { n: 21 } } });
    const page = await dashboard().open(`/live/runs/${runId}`, { theme });
    return { id, page, errors: errorsOf(page) };
  }

  const banner = (page: Page) => page.getByRole("region", { name: "Run in use" });

  it("come from a run that is used in the editor", async () => {
    const { id, page, errors } = await ranOnce("light");
    await page.getByRole("button", { name: "More" }).last().click();
    await page.getByRole("menuitem", { name: "Use in the editor" }).click();
    await banner(page).getByText("The data of run #1 is in use").waitFor();
    await node(page, /Twice/).click();
    const panel = panelOf(page);
    await panel.getByRole("tab", { name: "Test" }).click();
    await panel.getByText('"n": 21').waitFor();
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const dock = page.getByRole("region", { name: "Try the draft" });
    await dock
      .getByRole("radio", { name: "The run in use" })
      .and(page.locator(":checked"))
      .waitFor({ state: "attached" });
    await dock.getByRole("button", { name: "Run the test" }).click();
    await dock.getByRole("button", { name: "twice" }).waitFor();
    await picture(page, "samples-run-in-use");
    expect(await violationsIn(page)).toEqual([]);
    await banner(page).getByRole("button", { name: "Keep as samples" }).click();
    await banner(page).waitFor({ state: "detached" });
    await node(page, /Twice/).getByText("Kept sample").waitFor({ state: "attached" });
    expect(await samplesOf(id)).toEqual(["$trigger", "twice"]);
    expect(page.url()).not.toContain("run=");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("come from a run by keyboard alone", async () => {
    const { id, page, errors } = await ranOnce("dark");
    await page.getByRole("button", { name: "Run again" }).waitFor();
    await tabTo(page, / "Run again"/);
    await tabTo(page, / "More/);
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    if (
      !(await page
        .getByRole("menuitem", { name: "Use in the editor" })
        .and(page.locator(":focus"))
        .count())
    )
      await arrowTo(page, / "Use in the editor/);
    await page.keyboard.press("Enter");
    await banner(page).getByRole("button", { name: "Leave" }).waitFor();
    await picture(page, "samples-run-in-use-dark");
    expect(await violationsIn(page)).toEqual([]);
    await tabTo(page, / "Keep as samples"/);
    await page.keyboard.press("Enter");
    await banner(page).waitFor({ state: "detached" });
    expect(await samplesOf(id)).toEqual(["$trigger", "twice"]);
    await page.locator("[data-node='$trigger']:focus").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator("[data-node=twice]:focus").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[data-panel] :focus").waitFor();
    await tabTo(page, / "Configure"/);
    await page.keyboard.press("ArrowRight");
    await panelOf(page).getByText('"n": 21').waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("fit a phone, with a run in use and a test up to a step", async () => {
    const { id, page: first } = await ranOnce("light");
    const run = first.url().split("/").at(-1) ?? "";
    await first.context().close();
    const value = { n: 1 };
    await live()(keepSample, { params: { id, place: "twice" }, body: { value } });
    const path = `/live/workflows/${id}/edit?run=${run}`;
    const page = await dashboard().open(path, { isPhone: true, theme: "dark" });
    await banner(page).getByText("The data of run #1 is in use").waitFor();
    await page.getByRole("button", { name: "Actions for Twice" }).click();
    await page.getByRole("menuitem", { name: "Run to here" }).click();
    const dock = page.getByRole("region", { name: "Try the draft" });
    await dock.getByRole("list", { name: "Steps that ran" }).waitFor();
    await picture(page, "samples-dock-phone-dark");
    expect(await violationsIn(page)).toEqual([]);
    await dock.getByRole("button", { name: "Close the test" }).click();
    await page.getByRole("row", { name: "Twice" }).click();
    await panelOf(page).getByRole("tab", { name: "Test" }).click();
    await panelOf(page).getByRole("region", { name: "Kept sample" }).waitFor();
    await picture(page, "samples-kept-phone-dark");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });

  it("say so where the run cannot be used", async () => {
    const { id, page } = await opened(dashboard(), { isPhone: true }, definition);
    await page.goto(`${dashboard().url}/live/workflows/${id}/edit?run=run_none`);
    await banner(page).getByText("cannot be used").waitFor();
    await picture(page, "samples-run-gone-phone");
    expect(await violationsIn(page)).toEqual([]);
    await banner(page).getByRole("button", { name: "Leave" }).click();
    await banner(page).waitFor({ state: "detached" });
    await page.context().close();
  });

  it("are told as broken before another trigger takes the place of theirs", async () => {
    const { id, page, errors } = await opened(dashboard(), {}, ofRun);
    await node(page, /Manual/).click();
    const change = panelOf(page).getByRole("button", { name: "Change trigger" });
    await change.click();
    await page.getByRole("listbox").getByText("Suggested").waitFor();
    await picture(page, "trigger-picker");
    expect(await violationsIn(page)).toEqual([]);
    await page
      .getByRole("option", { name: /^Schedule/ })
      .first()
      .click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByText("1 value will break:").waitFor();
    await dialog.getByText("trigger.n", { exact: true }).waitFor();
    await picture(page, "trigger-breaks");
    expect(await violationsIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await change.click();
    await page.keyboard.type("sched");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Change trigger" }).click();
    await panelOf(page).locator("time").nth(9).waitFor();
    expect((await draftOf(dashboard(), { id, page })).trigger.type).toBe("schedule");
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
