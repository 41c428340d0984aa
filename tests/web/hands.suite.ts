import type { Page } from "playwright-core";
import { arrowTo, comesTo, tabTo, walkTo } from "./keyboard.suite.ts";

/*
 * The two ways in which people use the dashboard, so that a journey is told once and done twice: by
 * mouse, and by keyboard alone. Whoever uses keys presses Tab from where he is, not more often than
 * is bearable, and sees where he comes.
 */

export const hands = ["mouse", "keys"] as const;
export type HandKind = (typeof hands)[number];

type Role =
  | "button"
  | "checkbox"
  | "link"
  | "menuitem"
  | "option"
  | "radio"
  | "row"
  | "searchbox"
  | "switch"
  | "tab"
  | "textbox";

interface Way {
  /** It is nearer with Shift and Tab; a mouse does not care. */
  readonly isBack?: boolean;
}

export interface Hand {
  readonly kind: HandKind;
  readonly page: Page;
  /** Presses the first that is called so; a text is the whole name. */
  press(role: Role, name: string | RegExp, way?: Way): Promise<void>;
  /** Presses what stands in a row of a table. */
  pressInRow(row: RegExp, role: "button" | "link", name: string, way?: Way): Promise<void>;
  /** Writes into a field, in the place of what was there. */
  write(name: string | RegExp, text: string, way?: Way): Promise<void>;
  /** Takes something from the menu or list that has just opened. */
  choose(role: "menuitem" | "option", name: string | RegExp): Promise<void>;
  /** Writes into the search that has just opened, and takes what it finds. */
  find(search: string, text: string, found: RegExp): Promise<void>;
  /** Chooses a step of the drawing, or the trigger, and opens its panel. */
  open(id: string, way?: Way): Promise<void>;
}

export function handOf(kind: HandKind, page: Page): Hand {
  return kind === "mouse" ? mouse(page) : keys(page);
}

const exact = (name: string | RegExp) =>
  typeof name === "string" ? { name, exact: true } : { name };

const withLabel = new Set<Role>(["checkbox", "radio", "switch"]);

function mouse(page: Page): Hand {
  const press = async (role: Role, name: string | RegExp): Promise<void> => {
    // What is behind a dialog cannot be pressed.
    const found = page.getByRole(role, exact(name)).and(page.locator(":not([inert] *)")).first();
    // What is seen of a switch is its label.
    await (withLabel.has(role) ? page.locator("label").filter({ has: found }) : found).click();
  };
  return {
    kind: "mouse",
    page,
    press,
    async pressInRow(row, role, name) {
      await page.getByRole("row", { name: row }).getByRole(role, { name, exact: true }).click();
    },
    async write(name, text) {
      await press("textbox", name);
      await replaceBy(page, text);
    },
    choose: press,
    async find(search, text, found) {
      await page.getByRole("searchbox", exact(search)).fill(text);
      await page.getByRole("option", { name: found }).first().click();
    },
    async open(id) {
      await page.locator(`[data-node="${id}"]`).click();
      await page.locator("[data-panel]").waitFor();
    },
  };
}

const pressesMax = 25;

function keys(page: Page): Hand {
  const tab = async (role: Role, name: string | RegExp, { isBack = false }: Way = {}) => {
    await page.getByRole(role, exact(name)).first().waitFor({ state: "attached" });
    await tabTo(page, lineOf(role, name), { isBack, pressesMax });
    await seesFocus(page);
  };
  return {
    kind: "keys",
    page,
    async press(role, name, way) {
      await tab(role, name, way);
      await page.keyboard.press(withLabel.has(role) ? "Space" : "Enter");
    },
    async pressInRow(row, role, name, { isBack = false } = {}) {
      await page.getByRole("row", { name: row }).waitFor();
      await tabTo(page, /^- '?row /, { isBack, pressesMax });
      await arrowTo(page, lineOf("row", row));
      await walkTo(page, lineOf(role, name), "ArrowRight", pressesMax);
      await seesFocus(page);
      await page.keyboard.press("Enter");
    },
    async write(name, text, way) {
      await tab("textbox", name, way);
      await replaceBy(page, text);
    },
    async choose(role, name) {
      await comesTo(page, new RegExp(`^- '?${role} `));
      await arrowTo(page, lineOf(role, name));
      await page.keyboard.press("Enter");
    },
    async find(search, text, found) {
      await comesTo(page, lineOf("searchbox", search));
      await page.keyboard.type(text);
      await page.getByRole("option", { name: found }).first().waitFor();
      const wanted = page
        .locator("[role=option][data-focused]")
        .and(page.getByRole("option", { name: found }));
      for (let press = 0; (await wanted.count()) === 0; press += 1) {
        if (press > pressesMax) throw new Error(`arrows never came to ${found.source}`);
        await page.keyboard.press("ArrowDown");
      }
      await page.keyboard.press("Enter");
    },
    async open(id, way) {
      await walkToNode(page, id, way);
      await page.keyboard.press("Enter");
      await page.locator("[data-panel] :focus").waitFor();
    },
  };
}

/** By Tab to the drawing, where it is not in it yet; from its first node by arrows to this one. */
export async function walkToNode(
  page: Page,
  id: string,
  { isBack = false }: Way = {},
): Promise<void> {
  await page.locator(`[data-node="${id}"]`).waitFor();
  const node = page.locator("[data-node]:focus");
  const walk = async (key: string, isThere: () => Promise<boolean>): Promise<void> => {
    for (let press = 0; !(await isThere()); press += 1) {
      if (press > pressesMax) throw new Error(`${key} never came to the step ${id}`);
      await page.keyboard.press(key);
    }
  };
  await walk(isBack ? "Shift+Tab" : "Tab", async () => (await node.count()) > 0);
  await page.keyboard.press("Home");
  await walk("ArrowDown", async () => (await node.getAttribute("data-node")) === id);
  await seesFocus(page);
}

/** As a snapshot names what has the focus. */
function lineOf(role: Role, name: string | RegExp): RegExp {
  if (typeof name === "string") return new RegExp(`${role} "${escaped(name)}"`);
  const inside = name.source.startsWith("^") ? name.source.slice(1) : `[^"]*${name.source}`;
  return new RegExp(`${role} "${inside}`, name.flags);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

async function replaceBy(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+a");
  // Editors close brackets and quotes by themselves.
  await (/[[{"]/.test(text) ? page.keyboard.insertText(text) : page.keyboard.type(text));
}

/** @throws where what has the focus is out of view, or nothing marks it */
async function seesFocus(page: Page): Promise<void> {
  const problem = await page.evaluate<string | undefined>(`(() => {
    const focused = document.activeElement;
    const label = focused.closest("label");
    const seen = label ?? focused;
    const { top, bottom, left, right } = seen.getBoundingClientRect();
    const isIn = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    if (!isIn) return "is out of view";
    // Round it, round the field that it is in, or round the sign of a switch.
    const around = [...seen.querySelectorAll("*")];
    for (let box = seen; box !== null && around.length < 500; box = box.parentElement)
      if (box.getBoundingClientRect().height <= seen.offsetHeight + 60) around.push(box);
    const isMarked = around.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    });
    return isMarked ? undefined : "is not marked";
  })()`);
  if (problem === undefined) return;
  const focused = await page.locator(":focus").first().ariaSnapshot();
  throw new Error(`the focus is on ${focused}, which ${problem}`);
}
