import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getWorkflow } from "@stepwell/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addStep, panelOf } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";

/** An outside that refuses at first, and can be mended. */
let isBroken = true;
const outside = createServer((request, response) => {
  request.resume();
  response.writeHead(isBroken ? 422 : 200, { "content-type": "application/json" });
  response.end(isBroken ? '{"error":"unknown team"}' : '{"ok":true}');
});
const outsideUrl = (): string => `http://127.0.0.1:${(outside.address() as AddressInfo).port}/tell`;

describe.skipIf(!hasBrowser)("from nothing to a repaired run", () => {
  const dashboard = useDashboard();
  beforeAll(() => new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise<void>((resolve) => outside.close(() => resolve())));

  it("builds, publishes, is called, fails, is mended, and runs again, by mouse", async () => {
    const page = await dashboard().open("/live/workflows/new");
    const errors = errorsOf(page);
    await page.getByRole("button", { name: /Webhook/ }).click();
    await page.waitForURL("**/edit*");
    const id = /workflows\/([^/]+)\/edit/.exec(page.url())?.[1] ?? "";

    await addStep(page, page.getByRole("button", { name: "Add a step here" }).first(), "Condition");
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Add a condition" }).click();
    await panel.getByRole("textbox", { name: "Value 1" }).click();
    await page.keyboard.insertText("{{ trigger.body.amount }}");
    await panel.getByRole("button", { name: /Comparison 1/ }).click();
    await page.getByRole("option", { name: "is greater than", exact: true }).click();
    await panel.getByRole("textbox", { name: "Compared with 1" }).click();
    await page.keyboard.type("100");

    await addStep(
      page,
      page.getByRole("button", { name: "Add a step", exact: true }).first(),
      "HTTP",
    );
    await panel.getByRole("textbox", { name: "URL" }).click();
    await page.keyboard.insertText(outsideUrl());
    await addStep(
      page,
      page.getByRole("button", { name: "Add a step", exact: true }).first(),
      "Output",
    );
    await panel.locator(".cm-content").first().click();
    await page.keyboard.insertText("small");
    await page.getByText("No problems").waitFor();
    await picture(page, "journey-built");

    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("This is the first version.").waitFor();
    await page.getByRole("button", { name: "Publish and activate" }).click();
    await page.getByText("Version 1 is published.").waitFor();

    const { trigger } = await dashboard().call("live")(getWorkflow, { params: { id } });
    const send = (amount: number): Promise<Response> =>
      fetch(trigger.url ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ amount }),
      });
    await page.goto(`${dashboard().url}/live/runs`);
    await page.getByRole("heading", { name: "Runs", exact: true }).waitFor();
    expect((await send(500)).status).toBe(200);
    await page.getByRole("row").filter({ hasText: "Failed" }).first().click();
    await page.waitForURL("**/runs/run_*");
    await page.getByText(/422/).first().waitFor();
    await picture(page, "journey-failed");

    isBroken = false;
    await page.getByRole("button", { name: "Run again" }).first().click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Run again" }).click();
    await page.getByText("Succeeded").first().waitFor();
    await picture(page, "journey-again");
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
