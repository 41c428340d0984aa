import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { publishWebhook } from "./orders.suite.ts";

/** Too busy for the first two, which then come again. */
function busyServer(): Server {
  let count = 0;
  return createServer((_request, response) => {
    count += 1;
    response.writeHead(count <= 2 ? 503 : 200, { "content-type": "application/json" });
    response.end('{"ok":true}');
  });
}

const definitionOf = (url: string) => ({
  format: "stepwell/v1",
  name: "Patient",
  trigger: { type: "webhook", config: { mode: "async" } },
  steps: [
    {
      id: "charge",
      type: "http",
      title: "Charge the card",
      config: { method: "POST", url },
      retry: { attempts: 5, initialDelay: 300, factor: 2, jitter: false },
    },
  ],
});

describe.skipIf(!hasBrowser)("the attempts of a step", () => {
  const dashboard = useDashboard();
  const server = busyServer();
  let runId = "";
  beforeAll(async () => {
    if (!hasBrowser) return;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { send } = await publishWebhook(dashboard().call("live"), definitionOf(url));
    runId = await send({ amount: 1 });
  }, 60_000);
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each(["light", "dark"] as const)(
    "are told one by one, and are segments of its bar (%s)",
    async (theme) => {
      const page = await dashboard().open(`/live/runs/${runId}?view=timeline`, { theme });
      const errors = errorsOf(page);
      const timeline = page.getByRole("table", { name: "Timeline" });
      const row = timeline.getByRole("row", { name: /Charge the card/ });
      await row.getByText("3 attempts").waitFor();
      expect(await row.locator(".bg-bad").count()).toBe(2);
      expect(await row.locator(".hatched").count()).toBe(2);
      expect(await row.locator("[aria-hidden] .bg-ok").count()).toBe(1);
      await row.getByRole("button", { name: /Charge the card/ }).click();
      await page.getByRole("tab", { name: "Attempts" }).click();
      const table = page.getByRole("region", { name: "Attempts" }).getByRole("table");
      await expect.poll(() => table.getByRole("row").count()).toBe(4);
      const told = await table.getByRole("row").allTextContents();
      expect(told[1]).toMatch(/Failed.*503.*Next one due/);
      expect(told[3]).toMatch(/Succeeded$/);
      await page.getByText("3 of at most 5 attempts.").waitFor();
      await picture(page, `attempts-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );

  it("can be read on a phone", async () => {
    const path = `/live/runs/${runId}?step=charge&tab=attempts`;
    const page = await dashboard().open(path, { isPhone: true, language: "de" });
    await page.getByRole("region", { name: "Versuche" }).scrollIntoViewIfNeeded();
    await picture(page, "attempts-phone-de");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });
});
