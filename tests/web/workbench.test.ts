import { getWorkflow } from "@stepwell/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { publishOrders } from "./orders.suite.ts";
import { openSink, type Sink } from "./sink.suite.ts";

describe.skipIf(!hasBrowser)("the Workbench", () => {
  const dashboard = useDashboard();
  let sink: Sink | undefined;
  let ordersId = "";

  beforeAll(async () => {
    if (!hasBrowser) return;
    sink = await openSink();
    const call = dashboard().call("live");
    const orders = await publishOrders(call, sink.url);
    ordersId = orders.id;
    await orders.send({ amount: 500, items: ["lamp", "bad chair"] });
    const { trigger } = await call(getWorkflow, { params: { id: orders.id } });
    await fetch(trigger.url ?? "", { method: "GET" });
  }, 60_000);
  afterAll(() => sink?.[Symbol.asyncDispose]());

  it.each(["light", "dark"] as const)(
    "has a tab for each thing that is looked for (%s)",
    async (theme) => {
      const page = await dashboard().open("/live/workbench/requests", { theme });
      const errors = errorsOf(page);
      await page.getByRole("row").filter({ hasText: "Failed" }).waitFor();
      for (const [tab, text] of [
        ["Requests", "POST"],
        ["Events", "webhook.received"],
        ["Webhooks", "method_not_allowed"],
        ["Errors", "the server answered with status 422"],
      ] as const) {
        await page.getByRole("tab", { name: tab }).click();
        await page.getByRole("row").filter({ hasText: text }).first().waitFor();
        await picture(page, `workbench-${tab.toLowerCase()}-${theme}`);
        expect(await violationsIn(page)).toEqual([]);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );

  it("leads from a request to what was sent and answered, by keyboard alone", async () => {
    const page = await dashboard().open("/live/workbench/requests?status=failed");
    const row = page.getByRole("row").filter({ hasText: "422" });
    await row.focus();
    await page.keyboard.press("Enter");
    const details = page.getByRole("complementary", { name: "Details" });
    await details.getByRole("tab", { name: "Request", selected: true }).waitFor();
    await details.getByText("bad chair").first().waitFor();
    expect(page.url()).toContain("place=");
    await page.context().close();
  });

  it("stays at the foot of the page while one goes on, and its address says so", async () => {
    const page = await dashboard().open("/live/runs");
    await page.getByRole("button", { name: "Workbench at the foot of the page" }).click();
    const dock = page.getByRole("region", { name: "Workbench" });
    await page.waitForURL(/wb=requests/);
    await dock.getByRole("row").filter({ hasText: "422" }).click();
    await page.waitForURL(/\/runs\/run_.*wb=requests/);
    await dock.getByRole("row").filter({ hasText: "422" }).waitFor();
    await page.getByRole("tab", { name: "Request", exact: true }).waitFor();
    await picture(page, "workbench-dock");
    expect(await violationsIn(page)).toEqual([]);
    await dock.getByRole("button", { name: "Close the Workbench" }).click();
    await dock.waitFor({ state: "detached" });
    await page.waitForURL((url) => !url.search.includes("wb="));
    await page.context().close();
  });

  it("stands in the builder too, beside the panel, in place of the test", async () => {
    const page = await dashboard().open(`/live/workflows/${ordersId}/edit?step=charge`);
    const errors = errorsOf(page);
    const scripts: string[] = [];
    const panel = page.getByRole("complementary", { name: "Settings" });
    await panel.getByRole("tab", { name: "Configure" }).waitFor();
    page.on("request", (request) => {
      if (request.resourceType() === "script") scripts.push(request.url());
    });
    const dock = page.getByRole("region", { name: "Workbench" });
    const trial = page.getByRole("region", { name: "Try the draft" });
    await page.getByRole("button", { name: "Workbench at the foot of the page" }).click();
    await dock.getByRole("row").filter({ hasText: "422" }).waitFor();
    await page.waitForURL(/step=charge.*wb=requests/);
    // It begins with the workflow that is edited.
    await dock
      .getByRole("button", { name: /Orders/ })
      .first()
      .waitFor();
    expect(scripts.some((url) => url.includes("/dock"))).toBe(true);
    await picture(page, "workbench-builder");
    expect(await violationsIn(page)).toEqual([]);
    const [above, below] = [await panel.boundingBox(), await dock.boundingBox()];
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await trial.waitFor();
    expect(await dock.count()).toBe(0);
    await page.waitForURL((url) => !url.search.includes("wb="));
    // By its name, from wherever one is.
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill("foot of");
    await page.keyboard.press("Enter");
    await dock.getByRole("row").filter({ hasText: "422" }).waitFor();
    expect(await trial.count()).toBe(0);
    // Its keys are not those of the steps.
    await dock.getByRole("row").filter({ hasText: "422" }).focus();
    await page.keyboard.press("Control+d");
    await page.keyboard.press("Delete");
    expect(await page.locator("[data-node=charge_2]").count()).toBe(0);
    expect(await page.locator("[data-node=charge]").count()).toBe(1);
    await dock.getByRole("row").filter({ hasText: "422" }).click();
    await page.waitForURL(/\/runs\/run_.*wb=requests/);
    await dock.getByRole("row").filter({ hasText: "422" }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("shows any object as JSON, on a phone too", async () => {
    const page = await dashboard().open("/live/workbench/errors", { isPhone: true });
    await page.getByRole("button", { name: /^Show run_.* as JSON$/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "JSON" }).click();
    await expect
      .poll(() => dialog.getByRole("textbox").inputValue())
      .toContain('"status": "failed"');
    await picture(page, "workbench-json-phone");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });
});
