import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../tidy/source-files.ts";
import { hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";
import { type EveryPage, fillEveryPage, isReady, widerThanWindow } from "./every-page.suite.ts";

/* A language whose texts are 40 % longer than the English ones: where do they not fit? */

const shown = [
  "overview",
  "workflows",
  "workflow",
  "builder-canvas",
  "runs",
  "run-canvas",
  "connections",
  "settings-keys",
];

/** English, each text with more letters behind it, in brackets so that a cut end is seen. */
function lengthened(text: string): string {
  const more = Math.ceil(text.replaceAll(/\{\{.*?\}\}/g, "").length * 0.4);
  return `[${text}${"ö".repeat(Math.max(0, more - 2))}]`;
}

type Tree = { readonly [key: string]: string | Tree };

function lengthenAll(tree: Tree): Tree {
  const entries = Object.entries(tree).map(([key, value]): [string, string | Tree] => [
    key,
    typeof value === "string" ? lengthened(value) : lengthenAll(value),
  ]);
  return Object.fromEntries(entries);
}

const folder = join(root, "packages/web/src/i18n/en");
const manifest = join(root, "packages/web/dist/.vite/manifest.json");

/** Gives the page longer texts in place of the built ones. */
async function speakAtLength(context: BrowserContext): Promise<void> {
  const built = JSON.parse(readFileSync(manifest, "utf8")) as Readonly<
    Record<string, { readonly file: string }>
  >;
  for (const name of readdirSync(folder)) {
    const { file = "" } = built[`src/i18n/en/${name}`] ?? {};
    const texts = lengthenAll(JSON.parse(readFileSync(join(folder, name), "utf8")) as Tree);
    const body = `export default ${JSON.stringify(texts)};`;
    await context.route(`**/${file}`, (route) =>
      route.fulfill({ contentType: "text/javascript", body }),
    );
  }
}

/** Buttons, tabs and links of the menu whose words do not fit into them. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`
    [...document.querySelectorAll("button, [role=button], [role=tab], nav a, label, th")]
      .filter((one) => one.checkVisibility() && !one.closest(".workflow-canvas"))
      .flatMap((one) => [one, ...one.querySelectorAll("span:not(.sr-only)")])
      .filter((one) => one.clientWidth > 1 && !one.querySelector(".sr-only"))
      .filter((one) => getComputedStyle(one).display !== "inline")
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.outerHTML.slice(0, 160))`);
}

describe.skipIf(!hasBrowser)("texts that are 40 % longer", () => {
  const dashboard = useDashboard();
  let every: EveryPage | undefined;
  beforeAll(async () => {
    if (hasBrowser) every = await fillEveryPage(dashboard());
  }, 60_000);

  it.each([1440, 390])("fit into what one presses, in a window of %d pixels", async (width) => {
    const page = await dashboard().open("/login", { prepare: speakAtLength });
    await page.setViewportSize({ width, height: 900 });
    for (const name of shown) {
      await page.goto(dashboard().url + (every?.pathOf(name) ?? ""));
      await isReady(page);
      await picture(page, `long-${width}-${name}`);
      expect(await page.locator("body").innerText()).toContain("öö]");
      expect.soft(await cutOff(page), name).toEqual([]);
      expect.soft(await widerThanWindow(page), name).toEqual([]);
    }
    await page.context().close();
  });
});
