import { readFileSync } from "node:fs";
import { join } from "node:path";
import { activateWorkflow, createWorkflow, publishWorkflow, startRun } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { root } from "../tidy/source-files.ts";
import { panelOf } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const large = JSON.parse(
  readFileSync(join(root, "examples/large-payments/large-payments.flow.json"), "utf8"),
) as Record<string, never>;

const greeting = {
  format: "stepwell/v1",
  name: "Greeting",
  folder: "shop/orders",
  tags: ["demo"],
  trigger: { type: "manual", config: { inputs: [{ name: "name", type: "text" }] } },
  steps: [{ id: "result", type: "output", config: { value: "Hello {{ trigger.name }}" } }],
};

describe.skipIf(!hasBrowser)("workflows", () => {
  const dashboard = useDashboard();

  it("offers three ways to a first workflow", async () => {
    const page = await dashboard().open("/live/workflows");
    await page.getByRole("heading", { name: "Build your first workflow" }).waitFor();
    await picture(page, "workflows-first");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("link", { name: /Start from a trigger/ }).click();
    await page.getByRole("option", { name: /Webhook/ }).waitFor();
    await picture(page, "workflows-new");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });

  it("begins with a trigger, by keyboard alone", async () => {
    const page = await dashboard().open("/live/workflows/new");
    const errors = errorsOf(page);
    await page.getByRole("option", { name: /Webhook/ }).waitFor();
    await page.keyboard.type("sched");
    await page.getByRole("option", { name: /Webhook/ }).waitFor({ state: "detached" });
    await page.locator("[role=option][data-focused]", { hasText: "Schedule" }).waitFor();
    await picture(page, "workflows-new-found");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("searchbox").fill("");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page
      .locator("[role=option][data-focused]")
      .and(page.locator("[role=option]").first())
      .waitFor();
    await page.keyboard.type("sched");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/edit?step=$trigger");
    await panelOf(page).getByRole("heading", { name: "Schedule" }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("shows all of a new workflow first on a phone, where a panel would cover it", async () => {
    const page = await dashboard().open("/live/workflows/new", { isPhone: true });
    await page.getByRole("option", { name: /Webhook/ }).tap();
    await page.waitForURL("**/edit");
    await page.locator('[data-node="$trigger"]').waitFor();
    expect(await panelOf(page).count()).toBe(0);
    await page.context().close();
  });

  it("lists, finds and filters; the address says what is looked for", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: greeting } });
    await call("live")(createWorkflow, { body: { definition: large } });
    await call("live")(publishWorkflow, { params: { id }, body: { activate: true } });
    await call("live")(startRun, { params: { id }, body: { input: { name: "Ada" } } });
    const page = await open("/live/workflows");
    const errors = errorsOf(page);
    await page.getByRole("row", { name: /Greeting/ }).waitFor();
    await page.getByText(/^1 of 6 active, \d of 20 workflows$/).waitFor();
    await picture(page, "workflows-light");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("searchbox", { name: "Search workflows" }).fill("greet");
    await page.waitForURL("**?q=greet");
    expect(await page.getByRole("row").count()).toBe(2);
    await page.getByRole("row", { name: /Greeting/ }).click();
    await page.waitForURL(`**/workflows/${id}`);
    expect(errors).toEqual([]);
    await page.context().close();
    for (const options of [{ theme: "dark" }, { isPhone: true }] as const) {
      const other = await open("/live/workflows", options);
      await other.getByRole("row", { name: /Greeting/ }).waitFor();
      await picture(other, `workflows-${Object.keys(options).join()}`);
      expect(await violationsIn(other)).toEqual([]);
      await other.context().close();
    }
    await call("live")(activateWorkflow, { params: { id }, body: {} });
  });
});
