import { setTimeout } from "node:timers/promises";
import {
  activateWorkflow,
  getRun,
  getWorkflow,
  publishWorkflow,
  replaceDraft,
  resumeRun,
} from "@stepwell/api";
import type { JsonObject } from "@stepwell/core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { type Orders, publishWebhook } from "./orders.suite.ts";
import { openSink, type Sink } from "./sink.suite.ts";

/** Fails at its second step, until the sink is mended or the step says another item. */
const definitionOf = (url: string, item: string): JsonObject => ({
  format: "stepwell/v1",
  name: "Parcels",
  trigger: { type: "webhook", config: { mode: "async" } },
  steps: [
    { id: "label", type: "output", title: "Print the label", config: { value: "a label" } },
    {
      id: "ship",
      type: "http",
      title: "Ship the parcel",
      config: { method: "POST", url, body: { item } },
    },
  ],
});

const pauseMs = 3000;

describe.skipIf(!hasBrowser)("a failed run", () => {
  const dashboard = useDashboard();
  let sink: Sink | undefined;
  let parcels: Orders | undefined;
  let failedId = "";

  beforeAll(async () => {
    if (!hasBrowser) return;
    const call = dashboard().call("live");
    sink = await openSink();
    parcels = await publishWebhook(call, definitionOf(sink.url, "bad chair"));
    failedId = await parcels.send({});
    const params = { id: parcels.id };
    const { draft } = await call(getWorkflow, { params });
    const definition = definitionOf(sink.url, "slow chair");
    await call(replaceDraft, { params, body: { definition, revision: draft.revision } });
    await call(publishWorkflow, { params, body: {} });
    await call(activateWorkflow, { params, body: {} });
  }, 60_000);
  afterAll(() => sink?.[Symbol.asyncDispose]());

  const details = (page: Page) => page.getByRole("complementary", { name: "Details" });

  it("opens at the step that failed, and stays at what the person chooses instead", async () => {
    const page = await dashboard().open(`/live/runs/${failedId}?view=canvas`);
    const errors = errorsOf(page);
    await details(page).getByRole("heading", { name: "Ship the parcel" }).waitFor();
    await page.locator("[data-node=ship][aria-pressed=true]").waitFor();
    expect(await page.locator("[data-node=ship]").getAttribute("tabindex")).toBe("0");
    await picture(page, "failed-run-opened");
    expect(await violationsIn(page)).toEqual([]);
    await details(page).getByRole("tab", { name: "Attempts" }).click();
    await details(page).getByRole("region", { name: "Attempts" }).waitFor();
    await details(page).getByRole("button", { name: "Show the whole run" }).click();
    await details(page).getByRole("heading", { name: "The whole run" }).waitFor();
    await details(page).getByRole("tab", { name: "Event" }).waitFor();
    await page.reload();
    await details(page).getByRole("heading", { name: "The whole run" }).waitFor();
    await page.goto(`${dashboard().url}/live/runs/${failedId}?step=label`);
    await details(page).getByRole("heading", { name: "Print the label" }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("begins at its top on a phone, where its step stands below", async () => {
    const page = await dashboard().open(`/live/runs/${failedId}`, { isPhone: true });
    await details(page).getByRole("heading", { name: "Ship the parcel" }).waitFor();
    const isInView = async (): Promise<boolean> => {
      const box = await page.getByRole("heading", { level: 1 }).boundingBox();
      return box !== null && box.y > 0;
    };
    expect(await isInView()).toBe(true);
    await page.getByRole("button", { name: /Ship the parcel/ }).click();
    await expect.poll(isInView).toBe(false);
    await picture(page, "failed-run-phone");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });

  it("is resumed on the active version, unless the person chooses another", async () => {
    // Which one that is comes after the run itself.
    const prepare = (context: BrowserContext): Promise<unknown> =>
      context.route(/\/workflows\/wf_\w+$/, async (route) => {
        await setTimeout(1500);
        await route.continue();
      });
    const page = await dashboard().open(`/live/runs/${failedId}`, { prepare });
    await page.getByRole("button", { name: "Resume from here" }).click();
    const dialog = page.getByRole("dialog", { name: "Resume where it stopped" });
    const version = dialog.getByRole("button", { name: /Version/ });
    await version.getByText("v1, as it ran").waitFor();
    await version.getByText("v2, active").waitFor();
    await version.click();
    await page.getByRole("option", { name: "v1, as it ran" }).waitFor();
    expect(await page.getByRole("option").count()).toBe(2);
    await picture(page, "resume-versions");
    await page.keyboard.press("Escape");
    // What it took until now is no part of what it takes from now on.
    await page.waitForTimeout(pauseMs);
    await dialog.getByRole("button", { name: "Resume from here" }).click();
    await page.getByRole("heading", { level: 1 }).getByText("#2").waitFor();
    const newId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await page.getByRole("alertdialog").filter({ hasText: "The run goes on" }).waitFor();
    const { version: ran } = await dashboard().call("live")(getRun, { params: { id: newId } });
    expect(ran).toBe(2);
    await page.context().close();
  });

  it("is resumed with others of the list, on the active version", async () => {
    const call = dashboard().call("live");
    const page = await dashboard().open("/live/runs?status=failed");
    await page
      .getByRole("row", { name: /Parcels #1/ })
      .getByRole("checkbox")
      .check({ force: true });
    await page.getByRole("button", { name: "Resume", exact: true }).click();
    const dialog = page.getByRole("alertdialog", { name: "Resume 1 run?" });
    await dialog.getByRole("switch", { name: "On the active version", checked: true }).waitFor();
    await picture(page, "runs-resume");
    expect(await violationsIn(page)).toEqual([]);
    const before = (await call(getRun, { params: { id: failedId } })).reruns;
    await dialog.getByRole("button", { name: "Resume", exact: true }).click();
    await page.getByText("1 run done.").waitFor();
    const { reruns } = await call(getRun, { params: { id: failedId } });
    expect(reruns.length).toBe(before.length + 1);
    const made = await call(getRun, { params: { id: reruns.at(-1) ?? "" } });
    expect(made.version).toBe(2);
    await page
      .getByRole("row", { name: /Parcels #1/ })
      .getByText(`#${made.number}`)
      .waitFor();
    await page.context().close();
  });

  it("is known by its number, and by its own time, where another goes on from it", async () => {
    const call = dashboard().call("live");
    const { reruns } = await call(getRun, { params: { id: failedId } });
    const id = reruns[0] ?? (await call(resumeRun, { params: { id: failedId }, body: {} })).runId;
    const page = await dashboard().open(`/live/runs/${id}?view=timeline`);
    const facts = page.locator("header dl");
    await page.locator("header").getByText("Succeeded").first().waitFor();
    const from = facts.getByText("Resumed from").locator("xpath=..").getByRole("link");
    expect(await from.textContent()).toBe("#1");
    const took = facts.getByTitle(/ since the first start$/);
    const own = await took.textContent();
    expect(own).toMatch(/^[12](\.\d)? sec$|^\d+ ms$/);
    expect(await took.getAttribute("title")).toMatch(/^([4-9](\.\d)?|[1-9]\d) sec /);
    // The whole run, and the step at which it went on.
    const inTimeline = page.getByRole("table", { name: "Timeline" }).getByTitle(/first start/);
    await expect.poll(() => inTimeline.count()).toBe(2);
    await page
      .getByRole("row", { name: /Print the label/ })
      .getByText("before resuming")
      .waitFor();
    // Nothing was done between both runs.
    await page.getByText(/^⋯ .*\d/).waitFor();
    await picture(page, "resumed-run");
    expect(await violationsIn(page)).toEqual([]);
    await page
      .getByRole("tab", { name: "Canvas" })
      .or(page.getByRole("radio", { name: "Canvas" }))
      .click();
    await page.locator("[data-node=label]").getByText("Succeeded · before resuming").waitFor();
    expect(await page.locator("[data-node=ship]").getByText("before resuming").count()).toBe(0);
    await picture(page, "resumed-canvas");
    await page.goto(`${dashboard().url}/live/runs`);
    const row = page.getByRole("row", { name: /Parcels #2/ });
    expect(await row.getByTitle(/first start/).textContent()).toBe(own);
    expect(
      await page
        .getByRole("row", { name: /Parcels #1/ })
        .getByTitle(/first start/)
        .count(),
    ).toBe(0);
    await page.getByRole("row", { name: /Parcels #1/ }).click();
    await page.locator("header dl").getByRole("link", { name: "#2" }).click();
    await page.waitForURL(new RegExp(id));
    await page.context().close();
  });
});
