import { publishWorkflow } from "@stepwell/api";
import { stepTypes } from "@stepwell/catalog";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { draftOf, node, opened, panelOf, started } from "./panel.suite.ts";

describe.skipIf(!hasBrowser)("the forms of the panel", () => {
  const dashboard = useDashboard();

  it("captures a webhook's next request and parses a sample", async () => {
    const { id, page, errors } = await opened(dashboard(), {}, { ...started, steps: [] });
    const publish = { params: { id }, body: { activate: true } };
    await dashboard().call("live")(publishWorkflow, publish);
    await node(page, /Webhook/).click();
    const panel = panelOf(page);
    const address = await panel.locator("code").first().textContent();
    await panel.getByRole("button", { name: "Wait for a request" }).click();
    await panel.getByText("Waiting for a request…").waitFor();
    await fetch(address ?? "", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ order: { id: "o_1" } }),
    });
    await panel.getByText("A request has come").waitFor();
    await picture(page, "panel-webhook");
    expect(await violationsIn(page)).toEqual([]);
    const came = panel.getByRole("region", { name: "A request has come" });
    await came.getByRole("button", { name: "Parse" }).click();
    await came.getByRole("button", { name: /^Use 1 as/ }).click();
    await panel.getByRole("textbox", { name: "Or paste a sample" }).fill('{"total": 5}');
    await panel.getByRole("button", { name: "Parse" }).last().click();
    await panel.getByText("1 value found").waitFor();
    await panel
      .getByRole("button", { name: /^Use 1 as/ })
      .last()
      .click();
    const { trigger } = await draftOf(dashboard(), { id, page });
    expect(trigger.config["variables"]).toMatchObject([{ from: "body" }, { path: "total" }]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("changes the trigger to a schedule and tells its next times", async () => {
    const { page, errors } = await opened(dashboard());
    const refused: string[] = [];
    page.on("response", (answer) => answer.status() === 422 && refused.push(answer.url()));
    await node(page, /Webhook/).click();
    const panel = panelOf(page);
    await panel.getByRole("button", { name: "Change trigger" }).click();
    await page.getByRole("searchbox", { name: "Search triggers" }).fill("sched");
    await page.getByRole("option", { name: /Schedule/ }).click();
    await panel.locator("time").nth(9).waitFor();
    await panel.getByText("In UTC", { exact: true }).waitFor();
    expect(await panel.locator("time").first().textContent()).toMatch(/08:00|8:00/);
    await picture(page, "panel-schedule");
    expect(await violationsIn(page)).toEqual([]);
    expect(refused).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("asks for no times of a schedule that is not filled in", async () => {
    const trigger = { type: "schedule", config: { mode: "cron" } };
    const settings = { timeZone: "Pacific/Chatham" };
    const { id, page, errors } = await opened(dashboard(), {}, { ...started, trigger, settings });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const timesAsked = () => asked.filter((url) => url.includes(`${id}/occurrences`)).length;
    await node(page, /Schedule/).click();
    const panel = panelOf(page);
    const next = panel.getByRole("region", { name: "Next times" });
    await next.getByText("Choose when it runs to see the next times.").waitFor();
    await picture(page, "panel-schedule-incomplete");
    expect(await violationsIn(page)).toEqual([]);
    expect(timesAsked()).toBe(0);
    await panel.getByRole("textbox", { name: "Cron expression" }).fill("0 9 * * 1");
    await next.locator("time").nth(9).waitFor();
    await next.getByText("In Pacific/Chatham", { exact: true }).waitFor();
    await next
      .getByText(/^yours: /)
      .first()
      .waitFor();
    await next.scrollIntoViewIfNeeded();
    await picture(page, "panel-schedule-zone");
    expect(await violationsIn(page)).toEqual([]);
    expect(timesAsked()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("has a form for every step type, filled with its sample", async () => {
    const steps = stepTypes.map(({ type, sample, branches }) => ({
      id: `s_${type}`,
      type,
      config: sample,
      ...(branches?.kind === "free" && { branches: [{ id: "first", steps: [] }] }),
    }));
    const { page, errors } = await opened(dashboard(), {}, { ...started, steps });
    for (const { type, summary } of stepTypes) {
      await page.goto(`${page.url().split("?")[0]}?step=s_${type}`);
      await panelOf(page).getByText(summary).waitFor();
      const more = panelOf(page).getByRole("button", { name: /more option/ });
      if ((await more.count()) > 0) await more.first().click();
      await picture(page, `panel-type-${type}`);
      expect(await violationsIn(page), type).toEqual([]);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  }, 120_000);

  it("is a sheet on a phone", async () => {
    const { page } = await opened(dashboard(), { isPhone: true });
    await page.getByRole("row", { name: /HTTP request/ }).click();
    await panelOf(page).getByRole("textbox", { name: "URL" }).waitFor();
    await picture(page, "panel-phone");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });
});
