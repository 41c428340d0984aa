import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";
import { comesTo, pressOn, tabTo } from "./keyboard.suite.ts";

/** An outside that knows one address only. */
const outside = createServer((request, response) => {
  request.resume();
  const isKnown = request.url === "/tell";
  response.writeHead(isKnown ? 200 : 422, { "content-type": "application/json" });
  response.end(isKnown ? '{"ok":true}' : '{"error":"unknown team"}');
});
const outsideUrl = (): string => `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;

/** Looks for a step type in the picker, and takes the first. */
async function take(page: Page, name: string): Promise<void> {
  await comesTo(page, /searchbox "Search steps"/);
  await page.keyboard.type(name);
  await page.getByRole("option", { name: new RegExp(`^${name}`) }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator("[data-panel]").waitFor();
}

/** From the overview to the builder of a new workflow that a webhook starts; its id. */
async function beginWithWebhook(page: Page): Promise<string> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await pressOn(page, /link "Workflows"/);
  await page.getByRole("link", { name: "Start from a trigger" }).waitFor();
  await pressOn(page, /link "Start from a trigger/);
  await comesTo(page, /searchbox "Search triggers"/);
  await page.keyboard.type("webhook");
  await pressOn(page, /button ".*Webhook/);
  await page.waitForURL("**/edit*");
  return /workflows\/([^/]+)\/edit/.exec(page.url())?.[1] ?? "";
}

/** The trigger gets a sample, so that there are variables. */
async function giveSample(page: Page): Promise<void> {
  await pressOn(page, /button "Webhook/);
  await page.locator("[data-panel]").waitFor();
  await tabTo(page, /textbox "Sample body"/);
  await page.keyboard.insertText('{ "amount": 120 }');
  await page.getByText("Saved", { exact: true }).waitFor();
  await closePanel(page);
}

/** Esc leaves the text, then the panel. */
async function closePanel(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
}

/** A condition on the amount, taken from the picker. */
async function addCondition(page: Page): Promise<void> {
  await tabTo(page, /button "Webhook/, { isBack: true });
  await page.keyboard.press("a");
  await take(page, "Condition");
  await pressOn(page, /button "Add a condition"/);
  await tabTo(page, /textbox "Value 1"/);
  await page.keyboard.type("/");
  await comesTo(page, /searchbox "Search variables"/);
  await page.keyboard.type("amount");
  await page
    .getByRole("option", { name: /amount/ })
    .first()
    .waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator(".variable-pill").waitFor();
  await pressOn(page, /button ".*Comparison 1/);
  await page.getByRole("listbox").waitFor();
  await page.keyboard.type("is greater");
  await page.keyboard.press("Enter");
  await tabTo(page, /textbox "Compared with 1"/);
  await page.keyboard.type("100");
  await page.keyboard.press("Escape");
}

/** A call in the branch Yes; its address is forgotten, and the list of problems leads to it. */
async function addCall(page: Page): Promise<void> {
  await comesTo(page, /button "Condition/);
  await pressOn(page, /button "Add a step"/);
  await take(page, "HTTP");
  await closePanel(page);
  await page.getByText("1 problem").waitFor();
  await pressOn(page, /button "1 problem/);
  await page.getByRole("region", { name: "Problems" }).waitFor();
  await pressOn(page, /button ".*url/);
  await comesTo(page, /textbox "URL"/);
  await page.keyboard.insertText(`${outsideUrl()}/tel`);
  await page.getByText("No problems").waitFor();
}

async function publish(page: Page, said: string): Promise<void> {
  await pressOn(page, /button "Publish"/, { isBack: true });
  await page.getByRole("dialog").waitFor();
  await pressOn(page, /button "Publish and activate"/);
  await page.getByText(said).waitFor();
}

/** Opens the run that fails while one looks on, and the step that failed. */
async function watchItFail(page: Page, address: string): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await pressOn(page, /link "Runs"/);
  await page.getByRole("heading", { name: "Runs", exact: true }).waitFor();
  const headers = { "content-type": "application/json" };
  const response = await fetch(address, { method: "POST", headers, body: '{"amount":500}' });
  expect(response.status).toBe(200);
  await page.getByRole("row").filter({ hasText: "Failed" }).waitFor();
  await pressOn(page, /row "New workflow #1/);
  await page.waitForURL("**/runs/run_*");
  await pressOn(page, /link "Show the step"/);
  await page.getByRole("link", { name: "Repair in the editor" }).waitFor();
}

async function repair(page: Page): Promise<void> {
  await pressOn(page, /link "Repair in the editor"/);
  await page.waitForURL("**/edit*");
  await page.locator("[data-panel]").waitFor();
  await tabTo(page, /textbox "URL"/);
  await page.keyboard.press("End");
  await page.keyboard.type("l");
  await page.getByText("Saved", { exact: true }).waitFor();
  await publish(page, "Version 2 is published.");
}

describe.skipIf(!hasBrowser)("from nothing to a repaired run, by keyboard alone", () => {
  const dashboard = useDashboard();
  beforeAll(() => new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise<void>((resolve) => outside.close(() => resolve())));

  it("builds, publishes, is called, fails, is mended, and runs again", async () => {
    const { call, open, url } = dashboard();
    const page = await open("/live");
    const errors = errorsOf(page);
    const id = await beginWithWebhook(page);
    await giveSample(page);
    await addCondition(page);
    await addCall(page);
    await picture(page, "keyboard-built");
    await publish(page, "Version 1 is published.");
    const { trigger } = await call("live")(getWorkflow, { params: { id } });
    await page.goto(`${url}/live`);
    await watchItFail(page, trigger.url ?? "");
    await picture(page, "keyboard-failed");
    const runUrl = page.url();
    await repair(page);
    await page.goto(runUrl);
    await page.getByRole("button", { name: "Run again" }).first().waitFor();
    await pressOn(page, /button "Run again"/);
    await page.getByRole("alertdialog").waitFor();
    await pressOn(page, /button "Run again"/);
    await page.getByText("Succeeded").first().waitFor();
    await picture(page, "keyboard-again");
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
