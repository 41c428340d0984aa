import { findStep } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { draftOf, node, opened, panelOf, started } from "./panel.suite.ts";

describe.skipIf(!hasBrowser)("the panel of the builder", () => {
  const dashboard = useDashboard();

  it("makes a condition with a variable by mouse", async () => {
    const { id, page, errors } = await opened(dashboard());
    await node(page, /Condition/).click();
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Add a condition" }).click();
    await panel.getByRole("button", { name: "Insert a variable: Value 1" }).click();
    await page.getByRole("searchbox", { name: "Search variables" }).fill("amount");
    await picture(page, "panel-variables");
    expect(await violationsIn(page)).toEqual([]);
    await page
      .getByRole("option", { name: /amount/ })
      .first()
      .click();
    await panel.locator(".variable-pill").first().waitFor();
    await panel.getByRole("button", { name: /Comparison 1/ }).click();
    await page.getByRole("option", { name: "is greater than", exact: true }).click();
    await panel.getByRole("textbox", { name: "Compared with 1" }).click();
    await page.keyboard.type("100");
    await panel.getByText("Trigger › body › amount is greater than 100").waitFor();
    await picture(page, "panel-condition");
    expect(await violationsIn(page)).toEqual([]);
    const draft = await draftOf(dashboard(), { id, page });
    expect(findStep(draft, "large")?.step.config["if"]).toEqual({
      all: [{ left: "{{ trigger.body.amount }}", operator: "greater_than", right: 100 }],
    });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("makes the same condition by keyboard alone, and takes a pill whole", async () => {
    const { id, page } = await opened(dashboard());
    await node(page, /Condition/).focus();
    await page.keyboard.press("Enter");
    const panel = panelOf(page);
    await page.locator("[data-panel] :focus").waitFor();
    await panel.getByRole("button", { name: "Add a condition" }).focus();
    await page.keyboard.press("Enter");
    await panel.getByRole("textbox", { name: "Value 1" }).focus();
    await page.keyboard.type("/");
    await page.getByRole("searchbox", { name: "Search variables" }).waitFor();
    await page.keyboard.type("plan");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await panel.locator(".variable-pill").waitFor();
    await page.locator(".cm-content:focus").waitFor();
    await page.keyboard.press("Backspace");
    await panel.locator(".variable-pill").waitFor({ state: "detached" });
    await page.keyboard.type("{{");
    await page.getByRole("searchbox", { name: "Search variables" }).waitFor();
    await page.keyboard.type("plan");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await panel.locator(".variable-pill").waitFor();
    await panel.getByRole("textbox", { name: "Compared with 1" }).focus();
    await page.keyboard.type("pro");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await page.locator("[data-node=large]:focus").waitFor();
    const draft = await draftOf(dashboard(), { id, page });
    expect(findStep(draft, "large")?.step.config["if"]).toMatchObject({
      all: [{ left: "{{ trigger.body.plan }}", operator: "equals", right: "pro" }],
    });
    await page.context().close();
  });

  it("is led to by a problem, and solves it", async () => {
    const { id, page, errors } = await opened(dashboard());
    await page.getByRole("button", { name: /problem/ }).click();
    await page
      .getByRole("region", { name: "Problems" })
      .getByRole("button", { name: /URL/ })
      .click();
    const url = panelOf(page).getByRole("textbox", { name: "URL" });
    await page.locator("[data-field=url] :focus").waitFor();
    await picture(page, "panel-problem");
    await page.keyboard.type("https://example.com/orders");
    await url.blur();
    await panelOf(page).getByText("is required").waitFor({ state: "detached" });
    expect(findStep(await draftOf(dashboard(), { id, page }), "call")?.step.config).toMatchObject({
      url: "https://example.com/orders",
    });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("tests a step once, however often it is asked while the draft is saved", async () => {
    const sum = {
      id: "sum",
      type: "calculate",
      config: { engine: "formula", expression: "1 + 1" },
    };
    const { page } = await opened(dashboard(), {}, { ...started, steps: [sum] });
    let tests = 0;
    page.on("request", (request) => (tests += Number(request.url().endsWith("/steps/sum/test"))));
    const held = Promise.withResolvers<void>();
    await page.route("**/draft", async (route) => {
      await held.promise;
      await route.continue();
    });
    await node(page, /Calculate/).click();
    await panelOf(page).locator("[data-field=expression] .cm-content").focus();
    await page.keyboard.press("End");
    await page.keyboard.type(" + 1");
    for (let times = 0; times < 3; times += 1) {
      await page.keyboard.press("Control+Enter");
      await page.waitForTimeout(200);
    }
    held.resolve();
    await panelOf(page).getByText("3", { exact: true }).first().waitFor();
    expect(tests).toBe(1);
    await page.context().close();
  });

  it("is led to at the tab of what a problem is about", async () => {
    const sum = {
      id: "sum",
      type: "calculate",
      config: { engine: "formula", expression: "steps.nowhere" },
    };
    const steps = [{ ...sum, retry: { attempts: 2 } }];
    const { page, errors } = await opened(dashboard(), {}, { ...started, steps });
    await page.getByRole("button", { name: "1 error · 1 warning" }).click();
    const problems = page.getByRole("region", { name: "Problems" });
    await problems.getByRole("button", { name: /are tried again/ }).click();
    await panelOf(page).getByRole("tab", { name: "On error", selected: true }).waitFor();
    await page.locator("[data-field=retry] :focus").waitFor();
    await problems.getByRole("button", { name: /nowhere/ }).click();
    await panelOf(page).getByRole("tab", { name: "Configure", selected: true }).waitFor();
    await page.locator("[data-field=expression] :focus").waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("sets up an HTTP step with headers, and what happens on errors", async () => {
    const { id, page, errors } = await opened(dashboard());
    await node(page, /HTTP request/).click();
    const panel = panelOf(page);
    await panel.getByRole("textbox", { name: "URL" }).click();
    await page.keyboard.type("https://example.com");
    await panel.getByRole("button", { name: /more options/ }).click();
    await panel.getByRole("button", { name: "Add: Headers" }).click();
    await panel.getByRole("textbox", { name: "Headers: name 1" }).fill("x-plan");
    await panel.getByRole("textbox", { name: "Headers: value 1" }).click();
    await page.keyboard.type("pro");
    await picture(page, "panel-http");
    expect(await violationsIn(page)).toEqual([]);
    await panel.getByRole("tab", { name: "On error" }).click();
    await panel.getByText("Take the branch “On error”").click();
    await panel.getByText("Try again", { exact: true }).click();
    await picture(page, "panel-on-error");
    expect(await violationsIn(page)).toEqual([]);
    const step = findStep(await draftOf(dashboard(), { id, page }), "call")?.step;
    expect(step).toMatchObject({
      config: { url: "https://example.com", headers: { "x-plan": "pro" } },
      onError: "branch",
      retry: { attempts: 3 },
      branches: [{ id: "error" }],
    });
    await panel.getByRole("tab", { name: "Test" }).click();
    await panel.getByRole("button", { name: "Run step" }).click();
    await panel.getByText("Nothing was sent").waitFor();
    await picture(page, "panel-test");
    expect(await violationsIn(page)).toEqual([]);
    expect(errors).toEqual([]);
    await panel.getByRole("tab", { name: "Configure" }).click();
    await page.context().close();
  });

  it("adds, names and orders the branches of a switch", async () => {
    const { id, page, errors } = await opened(dashboard(), { theme: "dark" });
    await node(page, /Switch/).click();
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Add a branch" }).click();
    const name = panel.getByRole("textbox", { name: "Name of the branch branch" });
    await name.fill("Small orders");
    await name.press("Enter");
    await panel.getByRole("button", { name: "Move Small orders up" }).click();
    await picture(page, "panel-switch-dark");
    expect(await violationsIn(page)).toEqual([]);
    const step = findStep(await draftOf(dashboard(), { id, page }), "route")?.step;
    expect(step?.branches).toMatchObject([
      { id: "branch", title: "Small orders" },
      { id: "first" },
      { id: "otherwise" },
    ]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("does the same by keyboard alone: an HTTP step, branches, a problem that is solved", async () => {
    const { id, page, errors } = await opened(dashboard());
    const panel = panelOf(page);
    await page.getByRole("button", { name: "3 problems" }).focus();
    await page.keyboard.press("Enter");
    await page
      .getByRole("region", { name: "Problems" })
      .getByRole("button", { name: /URL/ })
      .focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-field=url] :focus").waitFor();
    await page.keyboard.type("https://example.com/x");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await page.locator("[data-node=call]:focus").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("[data-panel] :focus").waitFor();
    await panel.getByRole("button", { name: "Add a branch" }).focus();
    await page.keyboard.press("Space");
    await panel.getByRole("textbox", { name: "Name of the branch branch" }).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Small");
    await page.keyboard.press("Enter");
    await panel.getByRole("button", { name: "Remove first" }).focus();
    await page.keyboard.press("Enter");
    await panel
      .getByRole("textbox", { name: "Name of the branch first" })
      .waitFor({ state: "detached" });
    // The condition and the new branch are still empty.
    await page.getByText("2 problems").waitFor();
    const draft = await draftOf(dashboard(), { id, page });
    expect(findStep(draft, "call")?.step.config).toEqual({ url: "https://example.com/x" });
    expect(findStep(draft, "route")?.step.branches).toMatchObject([
      { id: "branch", title: "Small" },
      { id: "otherwise" },
    ]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("says what is wrong with a variable that cannot be read", async () => {
    const call = { id: "call", type: "http", config: { url: "{{ trigger.body.nothing }}" } };
    const { page } = await opened(dashboard(), {}, { ...started, steps: [call] });
    await node(page, /HTTP request/).click();
    const broken = panelOf(page).locator(".variable-pill.is-broken");
    await broken.waitFor();
    expect(await broken.getAttribute("title")).toContain("there is no field “nothing”");
    await page.context().close();
  });
});
