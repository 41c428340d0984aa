import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRun, getWorkflow, listRuns } from "@stepwell/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";
import { type Hand, handOf, hands, walkToNode } from "./hands.suite.ts";
import { comesTo, tabTo } from "./keyboard.suite.ts";

/** An outside that knows one address only. */
const outside = createServer((request, response) => {
  request.resume();
  const isKnown = request.url === "/tell";
  response.writeHead(isKnown ? 200 : 422, { "content-type": "application/json" });
  response.end(isKnown ? '{"ok":true}' : '{"error":"unknown team"}');
});
const outsideUrl = (): string => `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;

/** From the overview to the builder of a new workflow that a webhook starts; its id. */
async function beginWithWebhook(hand: Hand): Promise<string> {
  const { page } = hand;
  await hand.press("link", "Workflows");
  await hand.press("link", /^Start from a trigger/);
  await hand.find("Search triggers", "webhook", /Webhook/);
  await page.waitForURL("**/edit*");
  return /workflows\/([^/]+)\/edit/.exec(page.url())?.[1] ?? "";
}

/** Out of the text, out of the panel, and on the step again. */
async function leavePanel({ page }: Hand, id: string): Promise<void> {
  const panel = page.locator("[data-panel]");
  for (let press = 0; (await panel.count()) > 0 && press < 3; press += 1)
    await page.keyboard.press("Escape");
  await page.locator(`[data-node="${id}"]:focus`).waitFor();
}

/** The trigger gets a sample, so that there are variables. */
async function giveSample(hand: Hand): Promise<void> {
  await hand.open("$trigger");
  await hand.write(/^Sample body/, '{ "amount": 120 }');
  await hand.page.getByRole("banner").getByText("Saved", { exact: true }).waitFor();
  await leavePanel(hand, "$trigger");
}

/** Behind the trigger, with a variable from the list. */
async function addCondition(hand: Hand): Promise<void> {
  const { kind, page } = hand;
  if (kind === "mouse") await hand.press("button", "Add a step here");
  else {
    await walkToNode(page, "$trigger");
    await page.keyboard.press("a");
  }
  await hand.find("Search steps", "Condition", /^Condition/);
  await hand.press("button", "Add a condition");
  if (kind === "mouse") await hand.press("button", "Insert a variable: Value 1");
  else {
    await tabTo(page, /textbox "Value 1"/);
    await page.keyboard.type("/");
  }
  await hand.find("Search variables", "amount", /amount/);
  await page.locator(".variable-pill").waitFor();
  await hand.press("button", /Comparison 1/);
  await hand.choose("option", "is greater than");
  await hand.write("Compared with 1", "100");
  await leavePanel(hand, "condition");
}

/** Into the first branch that is empty. */
async function addToBranch(hand: Hand, type: string, id: string): Promise<void> {
  await hand.press("button", "Add a step");
  await hand.find("Search steps", type, new RegExp(`^${type}`));
  await hand.page.locator(`[data-node=${id}]`).waitFor();
  await hand.page.locator("[data-panel] :focus").waitFor();
}

/** Its address is forgotten, and the list of problems leads to it. */
async function mendProblem(hand: Hand): Promise<void> {
  const { page } = hand;
  await hand.press("button", "1 problem");
  await page.getByRole("region", { name: "Problems" }).waitFor();
  await hand.press("button", /is required(?! Needs)/);
  await comesTo(page, /textbox "URL"/);
  await page.keyboard.insertText(`${outsideUrl()}/tel`);
  await page.getByText("No problems").waitFor();
  await leavePanel(hand, "http");
}

async function publish(hand: Hand, said: string): Promise<void> {
  await hand.press("button", "Publish", { isBack: true });
  await hand.page.getByRole("dialog").waitFor();
  await hand.press("button", "Publish and activate");
  await hand.page.getByText(said).waitFor();
}

async function send(address: string, amount: number): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(address, { method: "POST", headers, body: `{"amount":${amount}}` });
  expect(response.status).toBe(200);
}

/** From the step that failed to a version in which its address is right. */
async function repair(hand: Hand): Promise<void> {
  const { page } = hand;
  await hand.press("link", "Repair in the editor");
  await page.waitForURL("**/edit*");
  await page.locator("[data-panel]").waitFor();
  await hand.open("http");
  await hand.write("URL", `${outsideUrl()}/tell`);
  await page.getByText("No problems").waitFor();
  await publish(hand, "Version 2 is published.");
}

describe.skipIf(!hasBrowser)("from nothing to a repaired run", () => {
  const dashboard = useDashboard();
  beforeAll(() => new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise<void>((resolve) => outside.close(() => resolve())));

  it.each(hands)(
    "builds, publishes, is called, fails, is mended, runs again, by %s",
    async (kind) => {
      const { call, open, url } = dashboard();
      // Each begins with nothing.
      const environment = kind === "mouse" ? "live" : "sandbox";
      const api = call(environment);
      const page = await open(`/${environment}`);
      const errors = errorsOf(page);
      const hand = handOf(kind, page);
      const id = await beginWithWebhook(hand);
      await giveSample(hand);
      await addCondition(hand);
      await addToBranch(hand, "HTTP", "http");
      await leavePanel(hand, "http");
      await mendProblem(hand);
      await addToBranch(hand, "Output", "output");
      await hand.write("Value", "small");
      await leavePanel(hand, "output");
      await page.getByText("No problems").waitFor();
      await picture(page, `journey-built-${kind}`);
      await publish(hand, "Version 1 is published.");

      // Who looks on sees them come: one that takes the other branch, and one that fails.
      const { trigger } = await api(getWorkflow, { params: { id } });
      await page.goto(`${url}/${environment}`);
      await hand.press("link", "Runs");
      await page.getByRole("heading", { name: "Runs", exact: true }).waitFor();
      await send(trigger.url ?? "", 50);
      const rows = page.getByRole("row", { name: /^New workflow/ });
      await rows.filter({ hasText: "Succeeded" }).first().waitFor();
      await send(trigger.url ?? "", 500);
      await rows.filter({ hasText: "Failed" }).first().waitFor();
      const { items } = await api(listRuns, { query: { workflow: id } });
      expect(items.map(({ status }) => status)).toEqual(["failed", "succeeded"]);
      await hand.press("row", /^New workflow #2/);
      await page.waitForURL("**/runs/run_*");
      const runUrl = page.url();
      await hand.press("link", "Show the step");
      await page.getByText(/422/).first().waitFor();
      await picture(page, `journey-failed-${kind}`);
      await repair(hand);

      await page.goto(runUrl);
      await hand.press("button", "Run again");
      await page.getByRole("alertdialog").waitFor();
      await hand.press("button", "Run again");
      await page.waitForURL((address) => address.href !== runUrl);
      await page.getByText("Succeeded").first().waitFor();
      const [again] = (await api(listRuns, { query: { workflow: id, limit: 1 } })).items;
      const run = await api(getRun, { params: { id: again?.id ?? "" } });
      expect(run).toMatchObject({ status: "succeeded", version: 2 });
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );
});
