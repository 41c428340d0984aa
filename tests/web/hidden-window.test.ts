import { createWorkflow, updateWorkflow } from "@stepwell/api";
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
    await rows.nth(0).waitFor();
    const given = page.waitForEvent("requestfailed", (request) => /\/stream\?/.test(request.url()));
    await turn(page, "hidden");
    await given;
    await send({});
    await page.waitForTimeout(1000);
    expect(await rows.count()).toBe(1);
    await turn(page, "visible");
    await rows.nth(1).waitFor();
    // It hears again.
    await send({});
    await rows.nth(2).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)("eight windows of one browser", () => {
  const dashboard = useDashboard();

  it("all answer, save and hear: a browser has six connections to a server", async () => {
    const { open, call, url } = dashboard();
    const step = { id: "one", type: "output", config: { value: 1 } };
    const blank = { ...definition, trigger: { type: "manual", config: {} }, steps: [step] };
    const edit = async (name: string): Promise<string> => {
      const body = { definition: { ...blank, name } };
      return (await call("live")(createWorkflow, { body })).id;
    };
    const ids = await Promise.all(Array.from({ length: 8 }, (_, index) => edit(`Tile ${index}`)));
    const first = await open(`/live/workflows/${ids[0]}/edit`);
    const pages = [first];
    for (const id of ids.slice(1)) {
      const page = await first.context().newPage();
      pages.push(page);
      await page.goto(`${url}/live/workflows/${id}/edit`);
      await page.locator("[data-node=one]").waitFor();
    }
    for (const page of pages) {
      await page.getByRole("textbox", { name: "Name" }).fill("Renamed");
      await page.keyboard.press("Enter");
    }
    for (const page of pages) await page.getByText("Saved", { exact: true }).waitFor();
    await call("live")(updateWorkflow, {
      params: { id: ids[0] ?? "" },
      body: { name: "Elsewhere" },
    });
    await first.getByText("Updated: somebody else has saved").waitFor();
    await first.context().close();
  });
});
