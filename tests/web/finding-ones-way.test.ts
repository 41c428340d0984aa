import { createWorkflow, getWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { shortcuts } from "../../packages/web/src/app/shortcuts.ts";
import {
  errorsOf,
  hasBrowser,
  type OpenOptions,
  picture,
  useDashboard,
  violationsIn,
} from "./dashboard.suite.ts";

/* Finding steps, the list of keys, levels of detail, and the workflow as JSON. */

const call = (id: string, url: string) => ({
  id,
  type: "http",
  title: `Ask ${id}`,
  config: { method: "GET", url },
});

const definition = {
  format: "stepwell/v1",
  name: "Found",
  trigger: { type: "manual", config: {} },
  steps: [
    call("bank", "https://bank.example/rates"),
    {
      id: "choose",
      type: "condition",
      config: { mode: "branches", if: { left: 1, operator: "equals", right: 1 } },
      branches: [
        { id: "yes", steps: [call("shop", "https://shop.example/rates")] },
        { id: "no", steps: [] },
      ],
    },
    call("mail", "https://mail.example/send"),
  ],
};

const node = (page: Page, id: string) => page.locator(`[data-node="${id}"]`);

describe.skipIf(!hasBrowser)("finding one's way in the builder", () => {
  const dashboard = useDashboard();

  async function made(): Promise<string> {
    const body = { definition: definition as never };
    return (await dashboard().call("live")(createWorkflow, { body })).id;
  }

  async function opened(search = "", options: OpenOptions = {}) {
    const id = await made();
    const page = await dashboard().open(`/live/workflows/${id}/edit${search}`, options);
    const errors = errorsOf(page);
    return { id, page, errors };
  }

  it.each(["canvas", "outline"] as const)(
    "finds steps and walks from one to the next: %s",
    async (view) => {
      const { page, errors } = await opened(`?view=${view}`);
      await node(page, "choose").waitFor();
      await page.keyboard.press("Control+f");
      const search = page.getByRole("search");
      await search.getByRole("searchbox").waitFor();
      await page.keyboard.type("rates");
      await search.getByText("1 of 2").waitFor();
      await picture(page, `find-${view}`);
      expect(await violationsIn(page)).toEqual([]);
      await page.keyboard.press("Enter");
      await search.getByText("2 of 2").waitFor();
      await page.keyboard.press("Enter");
      await search.getByText("1 of 2").waitFor();
      await page.keyboard.press("Shift+Enter");
      await search.getByText("2 of 2").waitFor();
      await page.keyboard.press("Escape");
      await search.waitFor({ state: "detached" });
      const focused = page.locator(":focus");
      expect(await focused.textContent()).toContain("Ask shop");
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );

  it("finds what is hidden in a collapsed step, by mouse", async () => {
    const { page } = await opened();
    await page.getByRole("button", { name: /^Condition/ }).click();
    await page.keyboard.press("Escape");
    await node(page, "choose").focus();
    await page.keyboard.press("c");
    await node(page, "shop").waitFor({ state: "detached" });
    await page.keyboard.press("Control+f");
    await page.getByRole("searchbox", { name: "Find a step" }).fill("HTTP");
    await page.getByText("1 of 3").waitFor();
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await node(page, "shop").waitFor();
    await page.getByRole("button", { name: "Close the search" }).click();
    await page.context().close();
  });

  it.each(["light", "dark"] as const)("shows every key there is: %s", async (theme) => {
    const { page, errors } = await opened("", { theme });
    await node(page, "bank").click();
    await page.keyboard.press("Escape");
    await node(page, "bank").focus();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await dialog.waitFor();
    const count = Object.values(shortcuts).flatMap((group) => Object.keys(group)).length;
    expect(await dialog.locator("dt").count()).toBe(count);
    await picture(page, `help-${theme}`);
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.goto(`${dashboard().url}/live/runs`);
    await page.getByRole("heading", { name: "Runs", exact: true }).waitFor();
    await page.keyboard.press("?");
    await dialog.waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("can do without single letters", async () => {
    const { page, id } = await opened();
    await page.goto(`${dashboard().url}/live/settings/appearance`);
    await page.getByText("Single letters as shortcuts").click();
    await page.goto(`${dashboard().url}/live/workflows/${id}/edit`);
    await node(page, "bank").click();
    await page.keyboard.press("Escape");
    await node(page, "bank").focus();
    for (const key of ["m", "?", "a", "o"]) await page.keyboard.press(key);
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await node(page, "choose").getAttribute("aria-pressed")).toBe("true");
    await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await page.getByText("Single letters are switched off").waitFor();
    await page.context().close();
  });

  it("shows less of steps that are far away, in words of a constant size", async () => {
    const { page } = await opened();
    await node(page, "bank").click();
    await page.keyboard.press("Escape");
    await node(page, "bank").focus();
    const canvas = page.locator(".workflow-canvas");
    const levels = new Map<string, number>();
    for (let pressed = 0; pressed < 14; pressed += 1) {
      const level = await canvas.getAttribute("data-detail");
      const title = await node(page, "bank").locator(".node-title").boundingBox();
      if (level !== null && title) levels.set(level, title.height);
      if (level === "far" || level === "block") await picture(page, `detail-${level}`);
      await page.keyboard.press("-");
      await page.waitForTimeout(250);
    }
    expect([...levels.keys()]).toEqual(["all", "title", "far", "block"]);
    expect(levels.get("far")).toBeCloseTo(14, 0);
    await page.keyboard.press("0");
    await page.locator(".workflow-canvas[data-detail=all]").waitFor();
    await page.context().close();
  });

  it("has room for the bar of several on a phone", async () => {
    const { page, errors } = await opened("?view=outline", { isPhone: true });
    await page.getByRole("row", { name: /^Ask bank/ }).waitFor();
    await page.getByRole("row", { name: /^Ask bank/ }).focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 steps chosen").waitFor();
    await picture(page, "phone-outline");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Clear the choice" }).click();
    await page.getByText("2 steps chosen").waitFor({ state: "detached" });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("takes the workflow as JSON, as one edit, and says where its shape is wrong", async () => {
    const { page, errors, id } = await opened("?view=json");
    const text = page.locator(".cm-content");
    await text.waitFor();
    await picture(page, "json");
    expect(await violationsIn(page)).toEqual([]);
    const write = async (value: string): Promise<void> => {
      await text.click();
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(value);
    };
    await write('{\n  "name": }');
    await page.keyboard.press("Control+Enter");
    await page
      .getByRole("alert")
      .getByText(/^2:1\d$/)
      .waitFor();
    const wrong = { ...definition, steps: [{ ...definition.steps[0], id: "not an id" }] };
    await write(JSON.stringify(wrong));
    await page.getByRole("button", { name: /^Apply/ }).click();
    await page.getByRole("alert").getByText("steps.0.id").waitFor();
    await picture(page, "json-refused");
    expect(await violationsIn(page)).toEqual([]);
    await write(JSON.stringify({ ...definition, steps: definition.steps.slice(0, 1) }));
    await page.keyboard.press("Control+Enter");
    await page.getByRole("alert").waitFor({ state: "detached" });
    await page.getByText("1 of 12 steps").waitFor();
    await page.getByRole("button", { name: "Undo: Edit as JSON" }).click();
    await page.getByText("4 of 12 steps").waitFor();
    await page.getByRole("radio", { name: "Canvas" }).click();
    await node(page, "choose").waitFor();
    expect(new URL(page.url()).searchParams.get("view")).toBe("canvas");
    const { draft } = await dashboard().call("live")(getWorkflow, { params: { id } });
    expect(draft.definition).toHaveProperty("steps.length", 3);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
