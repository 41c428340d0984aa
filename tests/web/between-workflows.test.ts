import { createWorkflow, getWorkflow } from "@stepwell/api";
import type { Definition, StepDefinition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, useDashboard } from "./dashboard.suite.ts";
import { type Hand, handOf, hands, walkToNode } from "./hands.suite.ts";

const sum = (id: string, expression: string) => ({
  id,
  type: "calculate",
  title: id.toUpperCase(),
  config: { engine: "formula", expression },
});

/** Chooses two steps, one under the other, and copies them. */
async function copyTwo({ kind, page }: Hand, first: string, second: string): Promise<void> {
  if (kind === "mouse") {
    await page.locator(`[data-node=${first}]`).click();
    await page.locator(`[data-node=${second}]`).click({ modifiers: ["Control"] });
    const bar = page.getByRole("toolbar", { name: "Chosen steps" });
    await bar.getByRole("button", { name: "Copy" }).click();
  } else {
    await walkToNode(page, first);
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+c");
  }
  await page.getByText("2 steps copied").waitFor({ state: "attached" });
}

async function cut(hand: Hand, id: string): Promise<void> {
  const { kind, page } = hand;
  if (kind === "mouse") {
    await hand.open(id);
    await hand.press("button", `Actions for ${id.toUpperCase()}`);
    await hand.choose("menuitem", /^Cut/);
  } else {
    await walkToNode(page, id);
    await page.keyboard.press("Control+x");
  }
  await page.locator(`[data-node=${id}]`).waitFor({ state: "detached" });
}

/** Behind the last step. */
async function paste({ kind, page }: Hand, last: string, said: string): Promise<void> {
  if (kind === "mouse") {
    await page.locator(`[data-plus="${last}"]`).click();
    await page.getByRole("option", { name: said }).click();
  } else {
    await walkToNode(page, last);
    await page.keyboard.press("Control+v");
  }
}

describe.skipIf(!hasBrowser)("steps between two workflows", () => {
  const dashboard = useDashboard();

  const made = async (name: string, steps: readonly object[]): Promise<string> => {
    const trigger = { type: "manual", config: {} };
    const definition = { format: "stepwell/v1", name, trigger, steps } as never;
    return (await dashboard().call("live")(createWorkflow, { body: { definition } })).id;
  };

  const stepsOf = async (id: string): Promise<readonly StepDefinition[]> => {
    const { draft } = await dashboard().call("live")(getWorkflow, { params: { id } });
    return (draft.definition as unknown as Definition).steps;
  };

  const idsOf = async (id: string) => (await stepsOf(id)).map((step) => step.id).join(" ");

  it.each(hands)("are copied with what they read, and moved, by %s", async (kind) => {
    const from = await made("From", [
      sum("one", "1 + 1"),
      sum("two", "steps.one + 1"),
      sum("away", "3"),
    ]);
    const to = await made("To", [sum("one", "7")]);
    const page = await dashboard().open(`/live/workflows/${from}/edit`);
    const errors = errorsOf(page);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const hand = handOf(kind, page);
    const goTo = (id: string) => page.goto(`${dashboard().url}/live/workflows/${id}/edit`);
    await copyTwo(hand, "one", "two");
    await goTo(to);
    await paste(hand, "one", "Paste 2 steps");
    await expect.poll(() => idsOf(to)).toBe("one one_2 two");
    expect((await stepsOf(to))[2]?.config["expression"]).toBe("steps.one_2 + 1");
    await goTo(from);
    await cut(hand, "away");
    await expect.poll(() => idsOf(from)).toBe("one two");
    await goTo(to);
    await paste(hand, "two", "Paste 1 step");
    await expect.poll(() => idsOf(to)).toBe("one one_2 two away");
    expect(await idsOf(from)).toBe("one two");
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
