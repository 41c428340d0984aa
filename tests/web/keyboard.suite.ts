import type { Page } from "playwright-core";

/* What tests do by keyboard alone: whoever sits there sees where the focus is, and presses Tab. */

interface Way {
  /** With Shift. */
  readonly isBack?: boolean;
  readonly pressesMax?: number;
}

/** Presses ArrowDown until the focus is on what is called so: in a menu, in a list. */
export function arrowTo(page: Page, name: RegExp): Promise<void> {
  return walkTo(page, name, "ArrowDown", 60);
}

/** Presses Tab until the focus is on what is called so: `button "Publish"`. */
export function tabTo(
  page: Page,
  name: RegExp,
  { isBack = false, pressesMax = 60 }: Way = {},
): Promise<void> {
  return walkTo(page, name, isBack ? "Shift+Tab" : "Tab", pressesMax);
}

/** Presses a key until the focus is there. */
export async function walkTo(
  page: Page,
  name: RegExp,
  key: string,
  pressesMax: number,
): Promise<void> {
  const passed: string[] = [];
  for (let press = 0; press <= pressesMax; press += 1) {
    const focused = await focusedOn(page);
    if (name.test(focused)) return;
    passed.push(focused);
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never came to ${name.source}. It passed:\n${passed.join("\n")}`);
}

/** Goes there by Tab and presses Enter. */
export async function pressOn(page: Page, name: RegExp, way: Way = {}): Promise<void> {
  await tabTo(page, name, way);
  await page.keyboard.press("Enter");
}

/** Waits until the focus is there by itself. */
export async function comesTo(page: Page, name: RegExp): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    const focused = await focusedOn(page);
    if (name.test(focused)) return;
    if (Date.now() > until) throw new Error(`the focus is on ${focused}, not on ${name.source}`);
    await page.waitForTimeout(50);
  }
}

/** Role and name of what has the focus, in one line. */
async function focusedOn(page: Page): Promise<string> {
  const focused = page.locator(":focus").first();
  const lookingMs = 500;
  if ((await focused.count()) === 0) return "nothing";
  const snapshot = await focused.ariaSnapshot({ timeout: lookingMs }).catch(() => "nothing");
  return snapshot.split("\n")[0] ?? "";
}
