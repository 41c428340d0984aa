import { required } from "@stepwell/core";
import type { BrowserContext, Page } from "playwright-core";
import type { Dashboard } from "./dashboard.suite.ts";
import { type LivedIn, liveIn } from "./lived-in.suite.ts";
import { pages } from "./pages.suite.ts";
import { isQuiet } from "./quiet.suite.ts";

/* Every page for who is signed in, and what is looked for on all of them. */

export interface EveryPage {
  readonly world: LivedIn;
  /** By the name of the page. */
  readonly paths: Readonly<Record<string, string>>;
  /** @throws where no page is called so */
  pathOf(name: string): string;
}

export async function fillEveryPage(dashboard: Dashboard): Promise<EveryPage> {
  const world = await liveIn(dashboard);
  const inside = pages.filter(({ isSignedOut }) => isSignedOut !== true);
  const paths = Object.fromEntries(inside.map(({ name, path }) => [name, path(world)]));
  return { world, paths, pathOf: (name) => required(paths[name], `there is no page ${name}`) };
}

/** What is there once a page is whole whose parts are loaded after its heading. */
const parts = [
  [/\/edit/, "main :is([data-node], .cm-content)"],
  [/\/runs\/run_/, "main :is([data-node], tr)"],
  [/\/templates\/./, "main [data-node]"],
] as const;

/** When the page has its heading, and nothing on it is still to come. */
export async function isReady(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForSelector(".animate-pulse", { state: "detached" });
  for (const [address, part] of parts)
    if (address.test(page.url())) await page.locator(part).first().waitFor();
  // What a panel or a list still fetches.
  await isQuiet(page);
}

/** For a window whose pages are as if the language were one that is read from the right. */
export const mirrored = {
  prepare: (context: BrowserContext): Promise<unknown> =>
    context.addInitScript(`
      new MutationObserver(() => {
        const { documentElement: root } = document;
        if (root && root.dir !== "rtl") root.dir = "rtl";
      }).observe(document, { attributeFilter: ["dir"], childList: true, subtree: true });
    `),
};

/** What makes the page wider than its window, where anything does. */
export function widerThanWindow(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    const root = document.documentElement;
    const main = document.querySelector("main");
    const isWide = (box) => box !== null && box.scrollWidth > box.clientWidth;
    if (!isWide(root) && !isWide(main)) return [];
    const scrolls = (box) =>
      box !== main && ["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowX);
    const isInside = (box) => box !== null && (scrolls(box) || isInside(box.parentElement));
    const sticksOut = ({ left, right }) => left < -1 || right > root.clientWidth + 1;
    return [...document.querySelectorAll("body *")]
      .filter((box) => sticksOut(box.getBoundingClientRect()) && !isInside(box.parentElement))
      .map((box) => box.outerHTML.slice(0, 160));
  })()`);
}

/** What goes beyond its place: tables that one must push sideways, a window that scrolls beside its content. */
export function tooLargeIn(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`
    const whole = document.scrollingElement;
    const isInShell = document.querySelector("main#content") !== null;
    const wide = [...document.querySelectorAll("main, [class*=overflow-x-auto]")].filter(
      // What is only for readers is a point.
      (place) => place.checkVisibility() && place.clientWidth > 10 && place.scrollWidth > place.clientWidth + 1,
    );
    [
      ...(isInShell && whole.scrollHeight > whole.clientHeight ? ["the window"] : []),
      ...wide.map((place) => place.tagName + " " + place.textContent.slice(0, 60)),
    ];
  `);
}
