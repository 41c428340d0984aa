import { createWorkflow, getWorkflow } from "@stepwell/api";
import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, useDashboard } from "./dashboard.suite.ts";
import { type Hand, handOf, hands, walkToNode } from "./hands.suite.ts";

const definition = {
  format: "stepwell/v1",
  name: "Undo",
  trigger: { type: "manual", config: {} },
  steps: [
    {
      id: "first",
      type: "calculate",
      title: "First",
      config: { engine: "formula", expression: "1" },
    },
  ],
} as const;

/** What the menu of a step calls it, and which keys do the same. */
const actions = {
  Duplicate: "Control+d",
  "Move up": "Alt+ArrowUp",
  "Move down": "Alt+ArrowDown",
  Delete: "Delete",
  Cut: "Control+x",
  Paste: "Control+v",
} as const;

async function act(hand: Hand, name: keyof typeof actions): Promise<void> {
  if (hand.kind === "keys") return hand.page.keyboard.press(actions[name]);
  await hand.press("button", "Actions for First");
  await hand.choose("menuitem", new RegExp(`^${name}`));
}

async function rename(hand: Hand, title: string): Promise<void> {
  const { kind, page } = hand;
  if (kind === "keys") await page.keyboard.press("F2");
  else await page.locator("[data-panel] h2 :is(button, input)").first().click();
  await page.locator("[data-panel] h2 input:focus").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
}

async function addBehind(hand: Hand, id: string): Promise<void> {
  const { kind, page } = hand;
  if (kind === "keys") {
    await walkToNode(page, id);
    await page.keyboard.press("a");
  } else await page.locator(`[data-plus="${id}"]`).click();
  await hand.find("Search steps", "Calculate", /^Calculate/);
  await page.locator("[data-panel] :focus").waitFor();
  // Out of the text and back to the step.
  if (kind === "keys") await page.keyboard.press("Escape");
  if (kind === "keys") await page.locator("[data-node=calculate]:focus").waitFor();
}

interface Edit {
  /** What undoes it, as the button says. */
  readonly undo: string;
  do(hand: Hand): Promise<void>;
}

const edits: readonly Edit[] = [
  { undo: "Undo: Add Calculate", do: (hand) => addBehind(hand, "first") },
  { undo: "Undo: Rename to First", do: (hand) => rename(hand, "First") },
  { undo: "Undo: Move First", do: (hand) => act(hand, "Move up") },
  { undo: "Undo: Duplicate First", do: (hand) => act(hand, "Duplicate") },
  { undo: "Undo: Move First", do: (hand) => act(hand, "Move down") },
  { undo: "Undo: Delete First", do: (hand) => act(hand, "Delete") },
  { undo: "Undo: Duplicate First", do: (hand) => act(hand, "Duplicate") },
  { undo: "Undo: Delete First", do: (hand) => act(hand, "Cut") },
  { undo: "Undo: Paste 1 step", do: (hand) => act(hand, "Paste") },
  { undo: "Undo: Rename to Sum", do: (hand) => rename(hand, "Sum") },
];

describe.skipIf(!hasBrowser)("ten edits", () => {
  const dashboard = useDashboard();

  it.each(hands)("are undone one by one, and done again, by %s", async (kind) => {
    const { call, open } = dashboard();
    const live = call("live");
    const { id } = await live(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit`);
    const errors = errorsOf(page);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const hand = handOf(kind, page);
    const draft = async (): Promise<Definition> => {
      await page.keyboard.press("Control+s");
      await page.getByRole("banner").getByText("Saved", { exact: true }).waitFor();
      const workflow = await live(getWorkflow, { params: { id } });
      return workflow.draft.definition as unknown as Definition;
    };

    for (const edit of edits) {
      await edit.do(hand);
      await page.getByRole("button", { name: edit.undo, exact: true }).waitFor();
    }
    const after = await draft();
    expect(after.steps.map(({ title }) => title)).toEqual(["First", "First", "Sum"]);
    const history = page.getByRole("banner");
    const undo = history.getByRole("button", { name: /^Undo/ });
    for (const edit of edits.toReversed()) {
      expect(await undo.getAttribute("aria-label")).toBe(edit.undo);
      await (kind === "mouse" ? undo.click() : page.keyboard.press("Control+z"));
    }
    expect(await undo.isDisabled()).toBe(true);
    expect((await draft()).steps).toEqual(definition.steps);
    const redo = history.getByRole("button", { name: /^Redo/ });
    for (const _edit of edits)
      await (kind === "mouse" ? redo.click() : page.keyboard.press("Control+Shift+z"));
    expect(await redo.isDisabled()).toBe(true);
    expect(await draft()).toEqual(after);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
