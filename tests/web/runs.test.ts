import { getRun, listRuns } from "@stepwell/api";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { type Orders, publishOrders, publishWebhook } from "./orders.suite.ts";
import { openSink, type Sink } from "./sink.suite.ts";

const bad = { amount: 500, note: "x".repeat(700), items: ["lamp", "bad chair", "table"] };

const longDefinition = (pauseSeconds: number) => ({
  format: "stepwell/v1",
  name: "Long",
  trigger: { type: "webhook", config: { mode: "async" } },
  steps: [
    { id: "pause", type: "delay", config: { for: { amount: pauseSeconds, unit: "seconds" } } },
    {
      id: "each",
      type: "loop",
      config: { over: "{{ trigger.body.items }}" },
      branches: [
        {
          id: "body",
          steps: [
            {
              id: "line",
              type: "calculate",
              config: { engine: "formula", expression: "scopes.each.item * 2" },
            },
          ],
        },
      ],
    },
  ],
});

describe.skipIf(!hasBrowser)("runs", () => {
  const dashboard = useDashboard();
  let sink: Sink | undefined;
  let orders: Orders | undefined;
  let [goodId, badId] = ["", ""];

  beforeAll(async () => {
    if (!hasBrowser) return;
    sink = await openSink();
    orders = await publishOrders(dashboard().call("live"), sink.url);
    goodId = await orders.send({ amount: 20, items: [] });
    badId = await orders.send(bad);
  }, 60_000);
  afterAll(() => sink?.[Symbol.asyncDispose]());

  const heading = (page: Page) => page.getByRole("heading", { level: 1 });

  it("are listed, filtered by what the address says, in both themes", async () => {
    for (const theme of ["light", "dark"] as const) {
      const page = await dashboard().open("/live/runs", { theme });
      const errors = errorsOf(page);
      await page.getByRole("row", { name: /Orders #1/ }).waitFor();
      await picture(page, `runs-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      await page.getByRole("button", { name: "Failed" }).click();
      await page.getByRole("row", { name: /Orders #1/ }).waitFor({ state: "detached" });
      await page.waitForURL(/status=failed/);
      await page.getByRole("row", { name: /Orders #2/ }).waitFor();
      expect(errors).toEqual([]);
      await page.context().close();
    }
  });

  it("are listed on a phone, and there is a way out of a filter that finds nothing", async () => {
    const page = await dashboard().open("/live/runs?q=nothing-like-this", { isPhone: true });
    await page.getByText("No run is like that").waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await page.getByRole("row", { name: /Orders #2/ }).waitFor();
    await picture(page, "runs-phone");
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "show a failed one: canvas, timeline, list (%s)",
    async (theme) => {
      const page = await dashboard().open(`/live/runs/${badId}`, { theme });
      const errors = errorsOf(page);
      await page.getByRole("button", { name: /^Ship the item Failed/ }).waitFor();
      await page.getByText("Item 2 of 2").waitFor();
      await picture(page, `run-canvas-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      for (const view of ["Timeline", "List"]) {
        await page.getByRole("radio", { name: view }).click();
        await page.getByRole("table", { name: view }).waitFor();
        await picture(page, `run-${view.toLowerCase()}-${theme}`);
        expect(await violationsIn(page)).toEqual([]);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );

  it("show a failed one on a phone", async () => {
    for (const language of ["en", "de"]) {
      const page = await dashboard().open(`/live/runs/${badId}`, { isPhone: true, language });
      await page.getByRole("button", { name: /Ship the item.*2/ }).click();
      await page.getByRole("heading", { name: "Ship the item" }).waitFor();
      await picture(page, `run-phone-${language}`);
      expect(await violationsIn(page)).toEqual([]);
      await page.context().close();
    }
  });

  it("tell of a failed step what happened, what was sent and what came back", async () => {
    const page = await dashboard().open(`/live/runs/${badId}?view=canvas`);
    await page.getByRole("button", { name: /^Ship the item Failed/ }).click();
    const details = page.getByRole("complementary", { name: "Details" });
    await details.getByText("the server answered with status 422").first().waitFor();
    await details.getByRole("tab", { name: "Request" }).click();
    await details.getByText("this one is bad").last().waitFor();
    await picture(page, "run-request");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await details.getByRole("button", { name: "Copy as cURL" }).click();
    await details.getByRole("button", { name: "Copied" }).waitFor();
    const command = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(command).toContain(`--data-raw '{"item":"bad chair"}'`);
    await page.getByRole("button", { name: "Previous item" }).click();
    await page.getByRole("button", { name: /^Ship the item Succeeded/ }).waitFor();
    await details.getByRole("tab", { name: "Output" }).click();
    await details.getByRole("row", { name: /^status/ }).waitFor();
    await picture(page, "run-output");
    await page.context().close();
  });

  it("are looked into and run again by keyboard alone", async () => {
    const call = dashboard().call("live");
    const page = await dashboard().open(`/live/runs/${goodId}?view=canvas`);
    await page.locator("[data-node='$trigger']").focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("heading", { name: "Charge the card" }).waitFor();
    await page.keyboard.press("r");
    const dialog = page.getByRole("alertdialog", { name: "Run again?" });
    await dialog.getByText(/Possible until/).waitFor();
    await picture(page, "run-again");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect
      .poll(() => page.evaluate<string>("document.activeElement.textContent"))
      .toBe("Run again");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith(goodId));
    await heading(page).getByText("#3").waitFor();
    const { reruns } = await call(getRun, { params: { id: goodId } });
    expect(page.url()).toContain(reruns[0]);
    await page.context().close();
  });

  it("go from one to the next of the list by J and K", async () => {
    const page = await dashboard().open("/live/runs?status=failed,succeeded");
    await page.getByRole("row", { name: /Orders #2/ }).click();
    await heading(page).getByText("#2").waitFor();
    await page.keyboard.press("j");
    await heading(page).getByText("#1").waitFor();
    await page.keyboard.press("k");
    await heading(page).getByText("#2").waitFor();
    await page.context().close();
  });

  it("are seen as they go on", async () => {
    const page = await dashboard().open("/live/runs");
    await page.getByRole("row", { name: /Orders #1/ }).waitFor();
    const id = await orders?.send(
      { amount: 500, items: ["slow one", "slow two"] },
      { isAwaited: false },
    );
    const row = page.getByRole("row").filter({ hasText: "Running" });
    await row.waitFor();
    await page.goto(`${dashboard().url}/live/runs/${id}?view=timeline`);
    await heading(page).waitFor();
    await picture(page, "run-live");
    await page
      .getByRole("banner")
      .getByText("Succeeded")
      .or(page.locator("header").getByText("Succeeded"))
      .first()
      .waitFor();
    await page.context().close();
  });

  it("go on from the failed step with other data", async () => {
    const page = await dashboard().open(`/live/runs/${badId}`);
    await page.getByRole("button", { name: "Resume from here" }).click();
    await page.getByText("Go on with other data").click();
    const field = page.getByLabel("Data of the event");
    await field.fill("{");
    await page.getByText(/This is not JSON/).waitFor();
    await picture(page, "run-resume");
    expect(await violationsIn(page)).toEqual([]);
    sink?.mend();
    await page.getByText("Go on with other data").click();
    await page.getByRole("dialog").getByRole("button", { name: "Resume from here" }).click();
    await page.getByText("Resumed from").waitFor();
    await page.context().close();
  });

  it("fold a long pause, and show many steps a screen at a time", async () => {
    const call = dashboard().call("live");
    const { send } = await publishWebhook(call, longDefinition(3));
    const id = await send({ items: Array.from({ length: 600 }, (_, index) => index) });
    const page = await dashboard().open(`/live/runs/${id}?view=timeline`);
    const table = page.getByRole("table", { name: "Timeline" });
    await table.getByText(/^⋯ [23](\.\d)? sec$/).waitFor();
    await picture(page, "run-long");
    expect(await violationsIn(page)).toEqual([]);
    expect(await table.getByRole("row").count()).toBeLessThan(200);
    await page.getByRole("button", { name: "500 of 602 shown. Load more" }).click();
    await page.locator("table[aria-rowcount='603']").waitFor();
    expect(await page.getByText(/Load more/).count()).toBe(0);
    await page.getByRole("radio", { name: "Canvas" }).click();
    await page.getByText(/Item 1 of/).waitFor();
    await page.context().close();
  });

  it("are canceled while they wait, and say so at once", async () => {
    const { send } = await publishWebhook(dashboard().call("live"), longDefinition(60));
    const id = await send({ items: [] }, { isAwaited: false });
    const page = await dashboard().open(`/live/runs/${id}`);
    await page.getByRole("button", { name: /^Delay Waiting/ }).waitFor();
    await page.getByRole("button", { name: "Cancel run" }).click();
    await page
      .getByRole("alertdialog", { name: "Cancel this run?" })
      .getByRole("button", { name: "Cancel run" })
      .click();
    await page.getByText("A person canceled it").waitFor();
    await page.getByRole("button", { name: "Run again" }).waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });

  it("are deleted many at once, after a question", async () => {
    const call = dashboard().call("live");
    const page = await dashboard().open("/live/runs?status=succeeded");
    await page
      .getByRole("row", { name: /^Orders #1(?!\d)/ })
      .getByRole("checkbox")
      .check({ force: true });
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("alertdialog", { name: "Delete 1 run?" }).waitFor();
    await picture(page, "runs-delete");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("1 run done.").waitFor();
    const { items } = await call(listRuns, {});
    expect(items.some(({ id }) => id === goodId)).toBe(false);
    await page.context().close();
  });
});
