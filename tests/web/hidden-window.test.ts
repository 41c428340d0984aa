import type { Page } from "playwright-core";
import { expect, it, describe } from "vitest";
import { errorsOf, hasBrowser, useDashboard } from "./dashboard.suite.ts";
import { publishWebhook } from "./orders.suite.ts";

const definition = {
  format: "stepwell/v1",
  name: "Quiet",
  trigger: { type: "webhook", config: { mode: "async" } },
  steps: [],
};

/** As a browser does it for a window behind others. */
function turn(page: Page, state: "hidden" | "visible"): Promise<unknown> {
  return page.evaluate(`
    Object.defineProperty(document, "visibilityState", { configurable: true, value: "${state}" });
    document.dispatchEvent(new Event("visibilitychange"));
  `);
}

describe.skipIf(!hasBrowser)("a window that nobody looks at", () => {
  const dashboard = useDashboard();

  it("holds no connection, and shows what it has missed when somebody does", async () => {
    const { open, call } = dashboard();
    const { send } = await publishWebhook(call("live"), definition);
    await send({});
    const page = await open("/live/runs");
    const errors = errorsOf(page);
    const rows = page.getByRole("row", { name: /^Quiet/ });
    await expect.poll(() => rows.count()).toBe(1);
    const given = page.waitForEvent("requestfailed", (request) => /\/stream\?/.test(request.url()));
    await turn(page, "hidden");
    await given;
    await send({});
    await page.waitForTimeout(1000);
    expect(await rows.count()).toBe(1);
    await turn(page, "visible");
    await expect.poll(() => rows.count()).toBe(2);
    // It hears again.
    await send({});
    await expect.poll(() => rows.count()).toBe(3);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
