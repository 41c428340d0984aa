import {
  createWorkflow,
  deactivateWorkflow,
  getWorkflow,
  publishWorkflow,
  replaceDraft,
} from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

/* What the dialog offers where a version was published before. */

const definition = {
  format: "stepwell/v1",
  name: "Again",
  trigger: { type: "manual", config: {} },
  steps: [{ id: "sum", type: "calculate", config: { engine: "formula", expression: "1 + 1" } }],
};
const changed = { ...definition, name: "Again and again" };

describe.skipIf(!hasBrowser)("publishing", () => {
  const dashboard = useDashboard();

  async function published(): Promise<{ readonly id: string; readonly page: Page }> {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    await call("live")(publishWorkflow, { params: { id }, body: { activate: true } });
    return { id, page: await open("/live/overview") };
  }

  async function asked(page: Page, id: string): Promise<void> {
    await page.goto(`${dashboard().url}/live/workflows/${id}/edit`);
    await page.getByRole("button", { name: "Publish" }).click();
  }

  it("offers nothing where nothing is new, and to activate what was deactivated", async () => {
    const { id, page } = await published();
    const errors = errorsOf(page);
    await asked(page, id);
    const dialog = page.getByRole("dialog");
    await dialog.getByText("the same as version 1, which is active").waitFor();
    await picture(page, "publish-same");
    expect(await violationsIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await dialog.waitFor({ state: "detached" });
    await dashboard().call("live")(deactivateWorkflow, { params: { id } });
    await asked(page, id);
    await dialog.getByText("the same as version 1, which is not active").waitFor();
    await dialog.getByRole("button", { name: "Activate version 1" }).click();
    await page.getByText("Version 1 is active.").waitFor();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Active: v1").first().waitFor();
    const now = await dashboard().call("live")(getWorkflow, { params: { id } });
    expect([now.activeVersion, now.latestVersion]).toEqual([1, 1]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("counts changes from the newest version where none is active", async () => {
    const { id, page } = await published();
    const live = dashboard().call("live");
    const { draft } = await live(deactivateWorkflow, { params: { id } });
    await live(replaceDraft, {
      params: { id },
      body: { definition: changed, revision: draft.revision },
    });
    await asked(page, id);
    const dialog = page.getByRole("dialog");
    await dialog.getByText("1 change since v1").waitFor();
    await dialog.getByRole("button", { name: "Publish and activate" }).click();
    await page.getByText("Version 2 is published.").waitFor();
    await dialog.waitFor({ state: "detached" });
    await page.context().close();
  });
});
