import { beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { type EveryPage, fillEveryPage, isReady, widerThanWindow } from "./every-page.suite.ts";

/* WCAG 1.4.10 and 1.4.4: 400 % zoom of 1280 pixels is a window of 320, and text may be twice as large. */

describe.skipIf(!hasBrowser)("small windows", () => {
  const dashboard = useDashboard();
  let every: EveryPage | undefined;
  beforeAll(async () => {
    if (hasBrowser) every = await fillEveryPage(dashboard());
  }, 60_000);

  it("show every page at 400 % without scrolling sideways", async () => {
    const page = await dashboard().open("/login");
    await page.setViewportSize({ width: 320, height: 640 });
    for (const [name, path] of Object.entries(every?.paths ?? {})) {
      await page.goto(dashboard().url + path);
      await isReady(page);
      await picture(page, `320-${name}`);
      expect.soft(await widerThanWindow(page), name).toEqual([]);
      expect.soft(await violationsIn(page), name).toEqual([]);
    }
    await page.context().close();
  }, 240_000);

  it("show those of people who are not signed in", async () => {
    for (const path of ["/login", "/setup?token=x", "/invitation?token=x"]) {
      const page = await dashboard().open(path, { isSignedOut: true });
      await page.setViewportSize({ width: 320, height: 256 });
      await isReady(page);
      expect.soft(await widerThanWindow(page), path).toEqual([]);
      expect.soft(await violationsIn(page), path).toEqual([]);
      await page.context().close();
    }
  });

  it("are not covered by bars when they are low: what has the focus is seen", async () => {
    const page = await dashboard().open("/login");
    await page.setViewportSize({ width: 320, height: 256 });
    for (const name of ["overview", "workflows", "runs", "settings-members", "workflow-settings"]) {
      await page.goto(dashboard().url + (every?.pathOf(name) ?? ""));
      await isReady(page);
      await picture(page, `256-${name}`);
      const main = await page.locator("main").boundingBox();
      expect(main?.height, name).toBeGreaterThan(120);
    }
    await page.context().close();
  });

  it("may have letters twice as large, in a browser that is set so", async () => {
    const page = await dashboard().open("/login");
    const session = await page.context().newCDPSession(page);
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const name of [
      "overview",
      "workflows",
      "workflow",
      "builder-canvas",
      "runs",
      "run-canvas",
      "settings-members",
    ]) {
      await page.goto(dashboard().url + (every?.pathOf(name) ?? ""));
      await isReady(page);
      await picture(page, `large-text-${name}`);
      expect.soft(await widerThanWindow(page), name).toEqual([]);
      expect.soft(await violationsIn(page), name).toEqual([]);
    }
    await page.context().close();
  });
});
