import { createWorkflow, getWorkflow, sendEvents } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { type ServerProcess, startServer } from "../system/server-process.ts";
import { addStep } from "./building.suite.ts";
import {
  type Dashboard,
  hasBrowser,
  picture,
  useDashboard,
  violationsIn,
} from "./dashboard.suite.ts";
import { publishWebhook } from "./orders.suite.ts";

const definition = {
  format: "stepwell/v1",
  name: "Short",
  trigger: { type: "webhook", config: { mode: "async" } },
  steps: [],
};

/** The server of the tests is stopped and started again: what pages make of it. */
describe.skipIf(!hasBrowser)("a page that loses the server", () => {
  const dashboard = useDashboard();
  let server: ServerProcess | undefined;

  const stop = async (): Promise<void> => void (await running(dashboard()).end("SIGKILL"));
  const start = async (): Promise<void> => {
    const { dataDir, url } = dashboard();
    server = await startServer({ dataDir, port: Number(new URL(url).port) });
  };
  const running = ({ server: first }: Dashboard): ServerProcess => server ?? first;

  it.each(["light", "dark"] as const)(
    "says so, and shows what it has missed when it is back (%s)",
    async (theme) => {
      const { open, call } = dashboard();
      const { send } = await publishWebhook(call("live"), definition);
      await send({});
      const page = await open("/live/runs", { theme });
      const rows = page.getByRole("row", { name: /^Short/ });
      await rows.first().waitFor();
      const before = await rows.count();
      const reads: string[] = [];
      await stop();
      await page.getByText(/Not connected: reconnecting/).waitFor();
      await picture(page, `lost-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      // Nobody hears of this run: it is over before the page is back.
      await page.route("**/stream?**", (route) => route.abort());
      await start();
      await send({});
      page.on("request", (request) => {
        if (/\/live\/runs(\?|$)/.test(request.url())) reads.push(request.url());
      });
      await page.unroute("**/stream?**");
      await page.getByText(/Not connected: reconnecting/).waitFor({ state: "detached" });
      await expect.poll(() => rows.count()).toBe(before + 1);
      await page.waitForTimeout(1000);
      expect(reads).toHaveLength(1);
      await page.context().close();
    },
  );

  it("connects again also where it was refused", async () => {
    const page = await dashboard().open("/live/events", {
      prepare: (context) =>
        context.route("**/stream?**", (route) => route.fulfill({ status: 502, body: "bad" })),
    });
    await page.getByText(/Not connected: reconnecting/).waitFor();
    await page.context().unroute("**/stream?**");
    await page.getByText(/Not connected: reconnecting/).waitFor({ state: "detached" });
    await dashboard().call("live")(sendEvents, {
      body: [{ type: "seen.again", source: "t", data: {} }],
    });
    await page.getByRole("row", { name: "seen.again" }).waitFor();
    await page.context().close();
  });

  it("keeps an edit, says that it is not saved, and saves it later", async () => {
    const { open, call } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit`);
    await page.getByText("Saved", { exact: true }).waitFor();
    await addStep(page, page.getByRole("button", { name: "Add a step here" }).first(), "Delay");
    const step = page.locator("[data-node='delay']");
    await step.waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();
    await stop();
    await step.focus();
    await page.keyboard.press("Delete");
    await step.waitFor({ state: "detached" });
    await page.getByText(/^\s*Not saved\s*Save now/).waitFor();
    await picture(page, "lost-edit");
    expect(await violationsIn(page)).toEqual([]);
    await start();
    await page.getByText("Saved", { exact: true }).waitFor();
    const { draft } = await call("live")(getWorkflow, { params: { id } });
    expect(draft.definition).toMatchObject({ steps: [] });
    await page.context().close();
    await stop();
  });
});
