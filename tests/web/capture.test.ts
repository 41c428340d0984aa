import { findStep } from "@stepwell/core";
import type { Page } from "playwright-core";
import { getWorkflow, listRuns, listSamples } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { handOf } from "./hands.suite.ts";
import { tabTo } from "./keyboard.suite.ts";
import { draftOf, node, opened, panelOf } from "./panel.suite.ts";

const definition = {
  format: "stepwell/v1",
  name: "Orders from the shop",
  trigger: { type: "webhook", config: {} },
  steps: [{ id: "tell", type: "http", title: "Tell the team", config: {} }],
};

const order = { order: { id: "o_4711", amount: 120 }, customer: "Ada" };

describe.skipIf(!hasBrowser)("capturing a webhook of a draft that was never published", () => {
  const dashboard = useDashboard();
  const live = () => dashboard().call("live");

  async function addressOf(id: string): Promise<string> {
    return (await live()(getWorkflow, { params: { id } })).trigger.url ?? "";
  }

  async function send(id: string, body: object): Promise<unknown> {
    const response = await fetch(`${await addressOf(id)}?page=2`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shop": "north" },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  const came = (page: Page) => panelOf(page).getByRole("region", { name: "A request has come" });

  it("waits, tells what is refused, shows what comes, and gives its values to steps", async () => {
    const { id, page, errors } = await opened(dashboard(), {}, definition);
    await node(page, /Webhook/).click();
    const panel = panelOf(page);
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "GET") asked.push(new URL(request.url()).pathname);
    });
    const count = (path: string) => asked.filter((one) => one.endsWith(path)).length;
    await panel.getByRole("button", { name: "Wait for a request" }).click();
    await panel.getByText("Waiting for a request…").waitFor();
    await panel.getByText("starts no run").waitFor();
    expect((await fetch(await addressOf(id))).status).toBe(405);
    await panel.getByText("It was sent with GET; a webhook takes POST.").waitFor();
    await panel.getByText("Learn what comes").scrollIntoViewIfNeeded();
    await picture(page, "capture-waiting");
    expect(await violationsIn(page)).toEqual([]);
    expect(await send(id, order)).toMatchObject({ captured: true });
    await came(page).getByText("o_4711").waitFor();
    await came(page).getByText("Headers (").click();
    await came(page).getByText("x-shop").waitFor();
    const looks = count("/webhook/capture");
    expect(looks).toBeGreaterThan(0);
    await came(page).getByRole("button", { name: "Use as sample" }).click();
    await panel.getByRole("region", { name: "Kept sample" }).waitFor();
    await came(page).getByRole("button", { name: "Parse" }).click();
    await came(page).getByText("body.order.id").waitFor();
    await came(page).scrollIntoViewIfNeeded();
    await picture(page, "capture-parsed");
    expect(await violationsIn(page)).toEqual([]);
    await came(page)
      .getByRole("button", { name: /^Use \d as variables/ })
      .click();
    await node(page, /Tell the team/).click();
    await panel.getByRole("button", { name: "Insert a variable: URL" }).click();
    // What was named comes first, with what has come.
    const read = page.getByRole("option").getByTitle(/^trigger\./);
    await page.getByRole("option", { name: /id/ }).getByText("o_4711").first().waitFor();
    const paths = await read.evaluateAll((found) =>
      found.map((one) => (one.getAttribute("title") ?? "").split(" ")[0]),
    );
    expect(paths.slice(0, 5)).toEqual([
      "trigger.id",
      "trigger.amount",
      "trigger.customer",
      "trigger.page",
      "trigger.body",
    ]);
    await picture(page, "capture-picker");
    await page.getByRole("searchbox", { name: "Search variables" }).fill("o_4711");
    await page.getByRole("option", { name: /order/ }).first().click();
    await panel.locator(".variable-pill").waitFor();
    const draft = await draftOf(dashboard(), { id, page });
    expect(JSON.stringify(findStep(draft, "tell")?.step.config)).toMatch(/trigger\..*id/);
    expect((await live()(listRuns, { query: { workflow: id } })).items).toEqual([]);
    // Nobody asks any more, and what came was read once, whatever has been written since.
    expect([count("/webhook/capture"), count("/webhook/last")]).toEqual([looks, 1]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("does the same by keyboard alone", async () => {
    const { id, page, errors } = await opened(dashboard(), { theme: "dark" }, definition);
    await handOf("keys", page).open("$trigger");
    await tabTo(page, / "Wait for a request"/);
    await page.keyboard.press("Enter");
    await panelOf(page).getByText("Waiting for a request…").waitFor();
    await page
      .getByRole("button", { name: "Stop", exact: true })
      .and(page.locator(":focus"))
      .waitFor();
    await picture(page, "capture-waiting-dark");
    expect(await violationsIn(page)).toEqual([]);
    await send(id, order);
    await came(page).waitFor();
    await page.locator(":focus", { hasText: "Wait for a request" }).waitFor();
    await tabTo(page, / "Parse"/);
    await page.keyboard.press("Enter");
    await tabTo(page, / "Use as sample"/);
    await page.keyboard.press("Enter");
    await panelOf(page).getByRole("region", { name: "Kept sample" }).waitFor();
    await picture(page, "capture-parsed-dark");
    expect(await violationsIn(page)).toEqual([]);
    await tabTo(page, / "Use \d as variables/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.locator("[data-node='$trigger']:focus").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.locator("[data-node=tell]:focus").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[data-panel] :focus").waitFor();
    await tabTo(page, / "URL/);
    await page.keyboard.type("https://example.com/{{");
    await page.getByRole("searchbox", { name: "Search variables" }).waitFor();
    await page.keyboard.type("o_4711");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await panelOf(page).locator(".variable-pill").waitFor();
    const draft = await draftOf(dashboard(), { id, page });
    expect(findStep(draft, "tell")?.step.config["url"]).toMatch(/^https:.*\{\{ trigger\..*id/);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("keeps what came beside the variables that are made of it", async () => {
    const { id, page } = await opened(dashboard(), {}, definition);
    await node(page, /Webhook/).click();
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Wait for a request" }).click();
    await panel.getByText("Waiting for a request…").waitFor();
    await send(id, order);
    await came(page).getByRole("button", { name: "Parse" }).click();
    await came(page)
      .getByRole("button", { name: /^Use \d as variables/ })
      .click();
    await panel.getByRole("region", { name: "Kept sample" }).waitFor();
    const { items } = await live()(listSamples, { params: { id } });
    expect(items).toMatchObject([{ place: "$trigger", value: { body: order } }]);
    await page.context().close();
  });

  it("says of a list how it is read, and offers no nothing", async () => {
    const { id, page } = await opened(dashboard(), {}, definition);
    await node(page, /Webhook/).click();
    const panel = panelOf(page);
    await panel.getByLabel("Or paste a sample").fill("[1,2]");
    await panel.getByRole("button", { name: "Parse" }).click();
    await panel.getByText("The body is a list.").waitFor();
    expect(await panel.getByRole("button", { name: /as variables?$/ }).count()).toBe(0);
    await panel.getByRole("button", { name: "Use as sample" }).click();
    await panel.getByRole("button", { name: "In use as sample" }).waitFor();
    expect((await draftOf(dashboard(), { id, page })).trigger.config["sample"]).toEqual([1, 2]);
    await panel.getByText("The body is a list.").scrollIntoViewIfNeeded();
    await picture(page, "capture-list");
    expect(await violationsIn(page)).toEqual([]);
    await panel.getByRole("button", { name: "Wait for a request" }).click();
    await panel.getByText("Waiting for a request…").waitFor();
    await send(id, [1, 2]);
    await came(page).getByRole("button", { name: "Parse" }).click();
    await came(page).getByText("The body is a list.").waitFor();
    // Only the query is chosen: headers are rarely meant.
    await came(page).getByRole("checkbox", { checked: true }).press("Space");
    await came(page).getByRole("button", { name: "Choose what becomes a variable" }).waitFor();
    await page.context().close();
  });

  it("fits a phone", async () => {
    const { id, page } = await opened(dashboard(), { isPhone: true }, definition);
    await page.getByRole("row", { name: "Trigger" }).click();
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Wait for a request" }).click();
    await panel.getByText("Waiting for a request…").waitFor();
    await send(id, order);
    await came(page).getByRole("button", { name: "Parse" }).click();
    await came(page).scrollIntoViewIfNeeded();
    await picture(page, "capture-phone");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });
});
