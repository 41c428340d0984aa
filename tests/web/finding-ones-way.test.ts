import { acceptInvitation, createInvitation, createWorkflow, getWorkflow } from "@stepwell/api";
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

/* Finding steps, the list of keys, levels of detail, the workflow as JSON, and who may only look. */

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

  it("lets a viewer select, find and walk, and change nothing", async () => {
    const id = await made();
    const page = await asViewer(`/live/workflows/${id}/edit`);
    const errors = errorsOf(page);
    await node(page, "bank").waitFor();
    await page.getByText("Your role lets you look, not edit").waitFor();
    expect(await page.getByRole("button", { name: "Add a step here" }).count()).toBe(0);
    await node(page, "bank").click();
    const panel = page.locator("[data-panel]");
    await panel.getByText("Ask bank").or(panel.getByRole("textbox").first()).first().waitFor();
    await picture(page, "viewer");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await node(page, "bank").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 steps chosen").waitFor();
    const bar = page.getByRole("toolbar", { name: "Chosen steps" });
    expect(await bar.getByRole("button").count()).toBe(2);
    for (const key of ["Delete", "Control+d", "Control+x", "m", "a", "Alt+ArrowUp", "Control+v"])
      await page.keyboard.press(key);
    const [start] = [await node(page, "bank").boundingBox()];
    if (!start) throw new Error("not in view");
    await page.mouse.move(start.x + 50, start.y + 20);
    await page.mouse.down();
    await page.mouse.move(start.x + 60, start.y + 300, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.press("Control+f");
    await page.getByRole("searchbox", { name: "Find a step" }).waitFor();
    await page.keyboard.type("send");
    await page.getByText("1 of 1").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("radio", { name: "Outline" }).click();
    await page.getByRole("row", { name: /^Ask mail/ }).waitFor();
    expect(await page.getByRole("button", { name: /^Drag/ }).count()).toBe(0);
    await page.getByRole("radio", { name: "JSON" }).click();
    await page.locator(".cm-content").click();
    await page.keyboard.type("x");
    expect(await page.getByRole("button", { name: /^Apply/ }).count()).toBe(0);
    const { draft } = await dashboard().call("live")(getWorkflow, { params: { id } });
    expect(draft.revision).toBe(1);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  /** A window of somebody who may look at everything and change nothing. */
  async function asViewer(path: string): Promise<Page> {
    const admin = await dashboard().open("/live/overview");
    const { url } = dashboard();
    const post = async (to: string, data: object) => {
      const answer = await admin.request.post(`${url}${to}`, { data, headers: { origin: url } });
      return (await answer.json()) as { url: string };
    };
    const email = "vera@example.com";
    const invited = await post(createInvitation.path, { email, roles: { "*": "viewer" } });
    await admin.context().close();
    const page = await dashboard().open("/login", { isSignedOut: true });
    const token = new URL(invited.url).searchParams.get("token");
    const data = { token, name: "Vera", password: "another long sentence" };
    const headers = { origin: url };
    const answer = await page.request.post(`${url}${acceptInvitation.path}`, { data, headers });
    expect(answer.status(), await answer.text()).toBe(201);
    await page.goto(`${url}${path}`);
    return page;
  }
});
