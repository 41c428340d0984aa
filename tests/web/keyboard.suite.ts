import type { Page } from "playwright-core";

/* What a person without a mouse does: Tab from one thing to the next. */

const pressesMax = 80;

/** Presses Tab until what is called so has the focus. */
export async function tabTo(page: Page, name: RegExp, key = "Tab"): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < pressesMax; presses += 1) {
    await page.keyboard.press(key);
    const focused = await focusedName(page);
    if (name.test(focused)) return;
    seen.push(focused);
  }
  throw new Error(`Tab does not lead to ${String(name)}, but to: ${seen.join(" | ")}`);
}

/** Presses the arrow until what is called so is chosen in a list or menu. */
export async function arrowTo(page: Page, name: RegExp, key = "ArrowDown"): Promise<void> {
  return tabTo(page, name, key);
}

/** The name of what has the focus, or of what is active in a list that has it. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const focused = document.activeElement;
    const active = focused?.getAttribute("aria-activedescendant");
    const element = (active && document.getElementById(active)) || focused;
    const ids = element?.getAttribute("aria-labelledby")?.split(" ") ?? [];
    const words = ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    const own = element?.labels?.[0]?.textContent ?? element?.textContent ?? "";
    return (element?.getAttribute("aria-label") ?? (words || own)).trim();
  })()`);
}
