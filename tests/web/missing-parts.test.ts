import { createWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { panelOf } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

/* Files of an open page may be gone after an update of the server, or come late. */

const sum = { type: "calculate", config: { engine: "formula", expression: "12 + 34" } };
const definition = {
  format: "stepwell/v1",
  name: "Parts",
  trigger: { type: "manual", config: {} },
  steps: [
    { ...sum, id: "sum", title: "Sum" },
    {
      id: "each",
      type: "loop",
      title: "Each",
      config: { over: "{{ steps.sum }}" },
      branches: [{ id: "body", steps: [{ ...sum, id: "inner" }] }],
    },
  ],
};

const missing = "This part could not be loaded.";

describe.skipIf(!hasBrowser)("parts of the builder", () => {
  const dashboard = useDashboard();

  async function opened(prepare: (page: Page) => Promise<unknown>): Promise<Page> {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, {
      body: { definition },
    });
    const page = await open("/live/overview");
    await prepare(page);
    await page.goto(`${dashboard().url}/live/workflows/${id}/edit?view=canvas`);
    await page.locator('[data-node="sum"]').waitFor();
    return page;
  }

  it("that are gone leave the rest as it is, and offer a reload", async () => {
    const page = await opened(async (fresh) => {
      await fresh.route(/\/panel-[^/]+\.js$/, (route) => route.abort());
      await fresh.route(/\/removal-dialog-[^/]+\.js$/, (route) => route.abort());
    });
    const errors = errorsOf(page);
    await page.locator('[data-node="sum"]').click();
    await page.getByText(missing).waitFor();
    expect(await page.locator('[data-node="each"]').count()).toBe(1);
    await picture(page, "missing-part");
    expect(await violationsIn(page)).toEqual([]);
    await page.locator('[data-node="each"]').click();
    await page.keyboard.press("Escape");
    await page.getByText(missing).waitFor({ state: "detached" });
    await page.keyboard.press("Delete");
    await page.getByRole("alertdialog").getByText(missing).waitFor();
    await page.unrouteAll();
    await page.getByRole("button", { name: "Reload" }).click();
    await page.locator('[data-node="sum"]').click();
    await panelOf(page).getByRole("heading", { name: "Sum" }).waitFor();
    expect(errors.filter((error) => !error.includes("Failed to load"))).toEqual([]);
    await page.context().close();
  });

  it("that come late go on where one is: a field that one writes in", async () => {
    const held = Promise.withResolvers<void>();
    const page = await opened((fresh) =>
      fresh.route(/\/text-editor-[^/]+\.js$/, async (route) => {
        await held.promise;
        await route.continue();
      }),
    );
    await page.locator('[data-node="sum"]').click();
    const plain = panelOf(page).locator("[data-field=expression] textarea");
    await plain.click();
    await plain.press("Home");
    await plain.press("ArrowRight");
    await plain.press("ArrowRight");
    held.resolve();
    await page.locator("[data-field=expression] .cm-content:focus").waitFor();
    await page.keyboard.type("0");
    await panelOf(page).getByText("120 + 34").waitFor();
    await page.context().close();
  });

  it("that do not come at all have a plain field in their place", async () => {
    const page = await opened((fresh) =>
      fresh.route(/\/text-editor-[^/]+\.js$/, (route) => route.abort()),
    );
    await page.locator('[data-node="sum"]').click();
    const plain = panelOf(page).locator("[data-field=expression] textarea");
    await plain.click();
    await plain.fill("56 + 78");
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.locator('[data-node="sum"]').getByText("56 + 78").waitFor();
    await page.context().close();
  });

  it("that come late find what was typed for them: the palette", async () => {
    const held = Promise.withResolvers<void>();
    const page = await opened((fresh) =>
      fresh.route(/\/palette-list-[^/]+\.js$/, async (route) => {
        await held.promise;
        await route.continue();
      }),
    );
    await chooseSum(page);
    await page.keyboard.press("Control+k");
    // It is not for the drawing any more: nothing is deleted there.
    await page.keyboard.press("Delete");
    await page.keyboard.type("overv");
    await picture(page, "palette-waiting");
    held.resolve();
    const search = page.getByRole("searchbox");
    await expect.poll(() => search.inputValue()).toBe("overv");
    await page.getByRole("option", { name: "Overview" }).waitFor();
    await page.keyboard.type("iew");
    await page
      .getByRole("option", { name: "Overview" })
      .and(page.locator("[data-focused]"))
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    await page.context().close();
  });

  it("come with the page where one types at once: the choice of steps", async () => {
    const page = await opened(async () => undefined);
    await chooseSum(page);
    await page.keyboard.press("a");
    await page.keyboard.type("wait");
    expect(await page.getByRole("searchbox").inputValue()).toBe("wait");
    await page.context().close();
  });
});

async function chooseSum(page: Page): Promise<void> {
  await page.locator('[data-node="$trigger"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.locator('[data-node="sum"]:focus').waitFor();
}
