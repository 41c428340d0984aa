import { createWorkflow, listEvents, publishWorkflow, sendEvents } from "@stepwell/api";
import { beforeAll, describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const definition = {
  format: "stepwell/v1",
  name: "Large refunds",
  trigger: {
    type: "event",
    config: { type: "refund.made" },
    when: { left: "{{ trigger.amount }}", operator: "greater_than", right: 100 },
  },
  steps: [{ id: "double", type: "calculate", config: { engine: "formula", expression: "1 + 1" } }],
};

describe.skipIf(!hasBrowser)("events", () => {
  const dashboard = useDashboard();

  beforeAll(async () => {
    if (!hasBrowser) return;
    const call = dashboard().call("live");
    const { id } = await call(createWorkflow, { body: { definition } });
    await call(publishWorkflow, { params: { id }, body: { activate: true } });
    const refund = { type: "refund.made", source: "shop" };
    await call(sendEvents, {
      body: [{ ...refund, id: "r1", data: { amount: 500, note: "a large one" } }],
    });
    await call(sendEvents, {
      body: [{ ...refund, id: "r2", data: { amount: 5, note: "a small one" } }],
    });
    await call(sendEvents, { body: [{ type: "nobody.cares", source: "test", data: {} }] });
    await call(sendEvents, { body: [{ type: "by.key", data: {} }] });
  }, 60_000);

  it("name the key that has sent them, as people know it", async () => {
    const page = await dashboard().open("/live/events");
    const row = page.getByRole("row", { name: "by.key" });
    await row.getByText("API key test", { exact: true }).waitFor();
    await row.click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByText("API key test", { exact: true }).waitFor();
    await page.context().close();
  });

  it.each(["light", "dark"] as const)("are listed and filtered (%s)", async (theme) => {
    const page = await dashboard().open("/live/events", { theme });
    const errors = errorsOf(page);
    await page.getByRole("row", { name: "nobody.cares" }).waitFor();
    await picture(page, `events-${theme}`);
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: /A run came of it/ }).click();
    await page.getByRole("option", { name: "No", exact: true }).click();
    await page.waitForURL(/outcome=ignored/);
    await page.getByRole("row").filter({ hasText: "r1" }).waitFor({ state: "detached" });
    await page.getByRole("row").filter({ hasText: "r2" }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("say why a workflow did not run, also on a phone", async () => {
    for (const isPhone of [false, true]) {
      const page = await dashboard().open("/live/events?q=small", { isPhone });
      await page.getByRole("row", { name: "refund.made" }).click();
      await page.getByText("The trigger's condition is not met, so it did not run.").waitFor();
      await page.getByRole("link", { name: "Large refunds" }).waitFor();
      await picture(page, isPhone ? "event-phone" : "event");
      expect(await violationsIn(page)).toEqual([]);
      await page.context().close();
    }
  });

  it("are sent again by keyboard alone, and seen as they came", async () => {
    const call = dashboard().call("live");
    const [before] = (await call(listEvents, { query: { q: "large" } })).items;
    const page = await dashboard().open(`/live/events/${before?.id}`);
    await page.getByRole("button", { name: "JSON" }).first().focus();
    await page.keyboard.press("Enter");
    const object = page.getByRole("dialog", { name: before?.id ?? "" });
    await object.getByRole("row", { name: "receivedAt" }).waitFor();
    await picture(page, "event-json");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Send again" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("alertdialog", { name: "Send this event again?" }).waitFor();
    await picture(page, "event-again");
    expect(await violationsIn(page)).toEqual([]);
    for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Sent. It started 1 run.").waitFor();
    await page.waitForURL((url) => !url.pathname.endsWith(before?.id ?? ""));
    await page.getByText("It started a run.", { exact: true }).waitFor();
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "are searched on where the search ends (%s)",
    async (theme) => {
      const call = dashboard().call("live");
      const hay = { type: "hay", source: "field", data: {} };
      for (let sent = 0; sent < 10_000; sent += 1000)
        await call(sendEvents, { body: Array.from({ length: 1000 }, () => hay) });
      const page = await dashboard().open("/live/events?q=a+small+one", { theme });
      await page.getByText("Nothing found so far").waitFor();
      await page.getByText("Searched back to:").waitFor();
      await picture(page, `events-search-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      const found = page.getByRole("row", { name: "refund.made" });
      while ((await found.count()) === 0) {
        // While it looks it cannot be pressed, and what it finds may take its place.
        const more = page.getByRole("button", { name: "Search on", disabled: false });
        await more.or(found).first().waitFor();
        if ((await found.count()) === 0) await more.click({ timeout: 1000 }).catch(() => undefined);
      }
      await page.getByText("Searched back to:").waitFor({ state: "detached" });
      await page.context().close();
    },
  );
});
