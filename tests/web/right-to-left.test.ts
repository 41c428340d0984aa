import { beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import {
  type EveryPage,
  fillEveryPage,
  isReady,
  mirrored,
  widerThanWindow,
} from "./every-page.suite.ts";

/* No language of ours is read from the right yet; the pages are ready for one that is. */

describe.skipIf(!hasBrowser)("read from the right", () => {
  const dashboard = useDashboard();
  let every: EveryPage | undefined;
  beforeAll(async () => {
    if (hasBrowser) every = await fillEveryPage(dashboard());
  }, 60_000);

  it("every page is accessible and no wider than its window", async () => {
    const page = await dashboard().open("/live", mirrored);
    for (const [name, path] of Object.entries(every?.paths ?? {})) {
      await page.goto(dashboard().url + path);
      await isReady(page);
      await picture(page, `rtl-${name}`);
      expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
      expect.soft(await widerThanWindow(page), name).toEqual([]);
      expect.soft(await violationsIn(page), name).toEqual([]);
    }
    await page.context().close();
  }, 240_000);

  it("the canvas has its first branch at the right, and the tools at the other side", async () => {
    const page = await dashboard().open(every?.pathOf("builder-canvas") ?? "", mirrored);
    const node = (name: string) => page.getByRole("button", { name });
    await node("For each item").waitFor();
    const [first, fork] = await Promise.all(
      ["For each item", "A large order?"].map((name) => node(name).boundingBox()),
    );
    expect(first?.x).toBeGreaterThan(fork?.x ?? Infinity);
    const slot = await page.getByRole("button", { name: "Add a step", exact: true }).boundingBox();
    expect(slot?.x).toBeLessThan(fork?.x ?? 0);
    const zoom = await page.getByRole("button", { name: "Zoom in" }).boundingBox();
    expect(zoom?.x).toBeGreaterThan(720);
    await page.context().close();
  });
});
