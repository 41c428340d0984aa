import {
  createWorkflow,
  deactivateWorkflow,
  getWorkflow,
  listWorkflows,
  publishWorkflow,
  setLimits,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { handOf, hands } from "./hands.suite.ts";

/* As many workflows as may be are active, or there: what one more is told, and what helps. */

const greeting = (name: string) => ({
  format: "stepwell/v1",
  name,
  trigger: { type: "manual", config: {} },
  steps: [{ id: "result", type: "output", config: { value: "Hello" } }],
});

describe.skipIf(!hasBrowser)("a limit that is reached", () => {
  const dashboard = useDashboard();
  const live = () => dashboard().call("live");

  async function made(name: string, publishing?: { activate: boolean }): Promise<string> {
    const { id } = await live()(createWorkflow, { body: { definition: greeting(name) } });
    if (publishing) await live()(publishWorkflow, { params: { id }, body: publishing });
    return id;
  }

  const workflow = async (id: string) => {
    const { active, latestVersion } = await live()(getWorkflow, { params: { id } });
    return { active, latestVersion };
  };

  /** Two may be active, and two are. */
  async function fillUp(): Promise<{ readonly one: string; readonly two: string }> {
    await live()(setLimits, { body: { activeWorkflowsMax: 2, workflowsMax: 50 } });
    const { items } = await live()(listWorkflows, {});
    for (const { id, active } of items)
      if (active) await live()(deactivateWorkflow, { params: { id } });
    return {
      one: await made("One", { activate: true }),
      two: await made("Two", { activate: true }),
    };
  }

  const full = "No more workflows may be active";

  it.each(hands)("makes room for a workflow that is switched on, by %s", async (kind) => {
    const { one, two } = await fillUp();
    const three = await made("Three", { activate: false });
    const page = await dashboard().open(`/live/workflows/${three}`);
    const hand = handOf(kind, page);
    await hand.press("switch", "Active");
    await page.getByRole("dialog", { name: full }).waitFor();
    await hand.press("button", "Deactivate: One");
    await page.getByText("Active v1").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect([await workflow(one), await workflow(two), await workflow(three)]).toMatchObject([
      { active: false },
      { active: true },
      { active: true },
    ]);
    await page.context().close();
  });

  it.each(hands)("makes room for a workflow that is published, by %s", async (kind) => {
    const { one, two } = await fillUp();
    const three = await made("Three");
    const page = await dashboard().open(`/live/workflows/${three}/edit`);
    const hand = handOf(kind, page);
    await hand.press("button", "Publish");
    await hand.press("button", "Publish and activate");
    await page.getByRole("dialog", { name: full }).waitFor();
    await picture(page, `publish-limit-${kind}`);
    expect(await violationsIn(page)).toEqual([]);
    // Nothing is half done: the version comes with its place.
    expect(await workflow(three)).toEqual({ active: false, latestVersion: null });
    await hand.press("button", "Deactivate: Two");
    await page.getByText("Version 1 is published.").waitFor();
    expect([await workflow(one), await workflow(two), await workflow(three)]).toMatchObject([
      { active: true },
      { active: false },
      { active: true, latestVersion: 1 },
    ]);
    await page.context().close();
  });

  it.each(hands)("lets publish without activating, by %s", async (kind) => {
    const { one, two } = await fillUp();
    const three = await made("Three");
    const page = await dashboard().open(`/live/workflows/${three}/edit`);
    const hand = handOf(kind, page);
    await hand.press("button", "Publish");
    await hand.press("button", "Publish and activate");
    await page.getByRole("dialog", { name: full }).waitFor();
    await hand.press("button", "Publish without activating");
    await page.getByText("Version 1 is published.").waitFor();
    expect([await workflow(one), await workflow(two), await workflow(three)]).toMatchObject([
      { active: true },
      { active: true },
      { active: false, latestVersion: 1 },
    ]);
    await page.context().close();
  });

  it.each(hands)("is told to whoever begins one workflow too many, by %s", async (kind) => {
    const before = (await live()(listWorkflows, {})).items.length;
    await live()(setLimits, { body: { workflowsMax: before } });
    const page = await dashboard().open("/live/workflows/new");
    const hand = handOf(kind, page);
    await hand.find("Search triggers", "webhook", /Webhook/);
    await page.getByText("There is no room for another workflow").waitFor();
    expect(page.url()).toContain("/workflows/new");
    expect((await live()(listWorkflows, {})).items).toHaveLength(before);
    await page.context().close();
  });
});
