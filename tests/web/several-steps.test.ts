import { createWorkflow, getWorkflow } from "@stepwell/api";
import { type Definition, walkSteps } from "@stepwell/core";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { drag } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

/* Working with several steps at once: choosing, moving, dragging, wrapping. */

const sum = (id: string, expression: string) => ({
  id,
  type: "calculate",
  title: id.toUpperCase(),
  config: { engine: "formula", expression },
});

const definition = {
  format: "stepwell/v1",
  name: "Several",
  trigger: { type: "manual", config: {} },
  steps: [
    sum("one", "1 + 1"),
    sum("two", "steps.one + 1"),
    {
      id: "choose",
      type: "condition",
      title: "CHOOSE",
      config: {
        mode: "branches",
        if: { left: "{{ steps.two }}", operator: "greater_than", right: 1 },
      },
      branches: [
        { id: "yes", steps: [sum("three", "steps.two + 1"), sum("four", "steps.three + 1")] },
        { id: "no", steps: [] },
      ],
    },
    sum("five", "5"),
  ],
} as const;

const node = (page: Page, id: string): Locator => page.locator(`[data-node="${id}"]`);

async function orderOf(call: () => Promise<unknown>): Promise<string> {
  const { draft } = (await call()) as { draft: { definition: Definition } };
  return [...walkSteps(draft.definition)]
    .map(({ step, branch }) => `${branch ? `${branch.branchId}/` : ""}${step.id}`)
    .join(" ");
}

describe.skipIf(!hasBrowser)("several steps in the builder", () => {
  const dashboard = useDashboard();

  async function opened(view = "canvas", options = {}) {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, {
      body: { definition },
    });
    const page = await open(`/live/workflows/${id}/edit?view=${view}`, options);
    await page.setViewportSize({ width: 1440, height: 1300 });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await node(page, "one").waitFor();
    const draft = (): Promise<unknown> => call("live")(getWorkflow, { params: { id } });
    const saved = async (): Promise<string> => {
      await page.keyboard.press("Control+s");
      await page.getByRole("banner").getByText("Saved", { exact: true }).waitFor();
      return orderOf(draft);
    };
    return { page, saved, errors: errorsOf(page) };
  }

  it.each(["light", "dark"] as const)(
    "are chosen, copied and deleted by mouse: %s",
    async (theme) => {
      const { page, saved, errors } = await opened("canvas", { theme });
      await node(page, "one").click();
      await node(page, "two").click({ modifiers: ["Control"] });
      const bar = page.getByRole("toolbar", { name: "Chosen steps" });
      await bar.getByText("2 steps chosen").waitFor();
      await picture(page, `several-bar-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      await bar.getByRole("button", { name: "Duplicate" }).click();
      await expect.poll(saved).toBe("one two one_2 two_2 choose yes/three yes/four five");
      await bar.getByRole("button", { name: "Copy" }).click();
      await bar.getByRole("button", { name: "Delete" }).click();
      await bar.waitFor({ state: "detached" });
      await expect.poll(saved).toBe("one two choose yes/three yes/four five");
      await node(page, "five").click();
      await page.keyboard.press("Escape");
      await node(page, "five").focus();
      await page.keyboard.press("Control+v");
      await expect.poll(saved).toBe("one two choose yes/three yes/four five one_2 two_2");
      for (let undone = 0; undone < 3; undone += 1)
        await page.getByRole("button", { name: /^Undo/ }).first().click();
      await expect.poll(saved).toBe("one two choose yes/three yes/four five");
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );

  it("are chosen with Shift by mouse and by keys, and wrapped as one", async () => {
    const { page, saved } = await opened();
    await node(page, "one").click();
    await node(page, "three").click({ modifiers: ["Shift"] });
    await page.getByText("3 steps chosen").waitFor();
    await page.getByRole("button", { name: "Clear the choice" }).click();
    await page.getByText("3 steps chosen").waitFor({ state: "detached" });
    await node(page, "one").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 steps chosen").waitFor();
    await page.getByRole("button", { name: "Wrap in…" }).click();
    await page.getByRole("menuitem", { name: "Wrap in a loop" }).click();
    await expect.poll(saved).toBe("loop body/one body/two choose yes/three yes/four five");
    await page.getByRole("button", { name: /^Undo: Wrap 2 steps/ }).click();
    await expect.poll(saved).toBe("one two choose yes/three yes/four five");
    await node(page, "three").focus();
    await page.keyboard.press("Escape");
    await node(page, "three").click();
    await page.keyboard.press("Escape");
    await node(page, "three").focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 steps chosen").waitFor();
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(saved).toBe("one two choose three four five");
    await page.keyboard.press("Escape");
    await page.getByText("2 steps chosen").waitFor({ state: "detached" });
    await page.context().close();
  });

  it("come back by the note of their deletion, whatever was done since", async () => {
    const { page, saved } = await opened();
    const undo = page.getByRole("alertdialog").getByRole("button", { name: "Undo" });
    const removeTwo = async (): Promise<void> => {
      await node(page, "two").click();
      await page.keyboard.press("Escape");
      await node(page, "two").focus();
      await page.keyboard.press("Delete");
      await undo.first().waitFor();
    };
    await removeTwo();
    await node(page, "five").click();
    await page.keyboard.press("Escape");
    await node(page, "five").focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(saved).toBe("one five choose yes/three yes/four");
    await undo.first().click();
    await expect.poll(saved).toBe("one two five choose yes/three yes/four");
    await page.getByRole("button", { name: "Undo: Bring back TWO" }).click();
    await page.context().close();
  });

  it("are chosen by a frame that is drawn with Shift", async () => {
    const { page } = await opened();
    const [first, last] = [
      await node(page, "one").boundingBox(),
      await node(page, "two").boundingBox(),
    ];
    if (!first || !last) throw new Error("not in view");
    await page.keyboard.down("Shift");
    await page.mouse.move(first.x - 60, first.y + 10);
    await page.mouse.down();
    await page.mouse.move(last.x + 60, last.y + 20, { steps: 5 });
    await picture(page, "several-marquee");
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await page.getByText("2 steps chosen").waitFor();
    await page.context().close();
  });

  it("go to a place of a dialog, which says what would break before", async () => {
    const { page, saved, errors } = await opened();
    await node(page, "one").click();
    await page.keyboard.press("Escape");
    await node(page, "one").focus();
    await page.keyboard.press("m");
    const dialog = page.getByRole("dialog", { name: "Move ONE" });
    await dialog.getByRole("row", { name: /^After FIVE/ }).click();
    await dialog.getByText("1 value will break.").waitFor();
    await picture(page, "several-move");
    expect(await violationsIn(page)).toEqual([]);
    await dialog.getByRole("row", { name: /^After FIVE/ }).focus();
    await page.keyboard.press("Home");
    await dialog.getByText("No value breaks.").waitFor({ state: "detached" });
    await page.keyboard.press("End");
    await dialog.getByText("1 value will break.").waitFor();
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await expect.poll(saved).toBe("two choose yes/three yes/four five one");
    await page.getByRole("button", { name: "Undo: Move ONE" }).click();
    await expect.poll(saved).toBe("one two choose yes/three yes/four five");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("are dragged over the canvas into slots; Esc ends it", async () => {
    const { page, saved, errors } = await opened();
    const empty = page.getByRole("button", { name: "Add a step", exact: true });
    await drag(page, node(page, "five"), empty, false);
    await page.getByText("No value breaks.").waitFor();
    await picture(page, "several-drag");
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect.poll(saved).toBe("one two choose yes/three yes/four five");
    await drag(page, node(page, "five"), empty);
    await expect.poll(saved).toBe("one two choose yes/three yes/four no/five");
    await page.getByRole("button", { name: "Undo: Move FIVE" }).click();
    await node(page, "one").click();
    await node(page, "two").click({ modifiers: ["Control"] });
    await drag(page, node(page, "two"), empty);
    await expect.poll(saved).toBe("choose yes/three yes/four no/one no/two five");
    await page.getByText("2 steps chosen").waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("are let go where the button was released outside of the window", async () => {
    const { page, saved } = await opened();
    const empty = page.getByRole("button", { name: "Add a step", exact: true });
    await drag(page, node(page, "five"), empty, false);
    await page.getByText("No value breaks.").waitFor();
    const { x = 0, y = 0 } = (await empty.boundingBox()) ?? {};
    const at = JSON.stringify({ buttons: 0, clientX: x + 80, clientY: y + 30 });
    await page.evaluate(`dispatchEvent(new PointerEvent("pointermove", ${at}))`);
    await page.getByText("No value breaks.").waitFor({ state: "hidden" });
    await page.mouse.up();
    await expect.poll(saved).toBe("one two choose yes/three yes/four five");
    await page.context().close();
  });

  it("cannot be dragged into themselves: there are no slots", async () => {
    const { page, saved } = await opened();
    const inside = page.locator('[data-plus="three"]');
    await drag(page, node(page, "choose"), inside, false);
    await inside.waitFor({ state: "hidden" });
    await page.mouse.up();
    await expect.poll(saved).toBe("one two choose yes/three yes/four five");
    await page.context().close();
  });

  it("are chosen and dragged in the outline, by mouse and by keys", async () => {
    const { page, saved, errors } = await opened("outline");
    const row = (title: string): Locator =>
      page.getByRole("row", { name: new RegExp(`^${title}`) });
    await row("ONE").click();
    await row("TWO").click({ modifiers: ["Control"] });
    await page.getByText("2 steps chosen").waitFor();
    await picture(page, "several-outline");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await row("ONE").click();
    await page.keyboard.press("Escape");
    await row("ONE").focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 steps chosen").waitFor();
    await page.keyboard.press("Escape");
    await row("FIVE").dragTo(row("Yes"));
    await expect.poll(saved).toBe("one two choose yes/three yes/four yes/five");
    await page.getByRole("button", { name: "Undo: Move FIVE" }).click();
    await row("FIVE").getByRole("button", { name: /^Drag/ }).focus();
    await page.keyboard.press("Enter");
    await page.locator("[aria-roledescription='drop indicator']:focus").waitFor();
    await picture(page, "several-outline-drag");
    for (let pressed = 0; pressed < 12; pressed += 1) {
      const name = await page.locator(":focus").getAttribute("aria-label");
      if (name === "Insert between ONE and TWO") break;
      await page.keyboard.press("ArrowUp");
    }
    await page.keyboard.press("Enter");
    await expect.poll(saved).toBe("one five two choose yes/three yes/four");
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
