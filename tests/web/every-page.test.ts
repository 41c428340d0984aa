import { beforeAll, describe, expect, it } from "vitest";
import {
  errorsOf,
  hasBrowser,
  picture,
  useDashboard,
  violationsIn,
  violationsInDark,
} from "./dashboard.suite.ts";
import { isReady, tooLargeIn } from "./every-page.suite.ts";
import { type LivedIn, liveIn } from "./lived-in.suite.ts";
import { declaredRoutes, pages } from "./pages.suite.ts";

const looks = [
  { name: "wide", prefix: "" },
  { name: "phone", prefix: "phone-", isPhone: true },
] as const;

describe.skipIf(!hasBrowser)("every page", () => {
  const dashboard = useDashboard();
  let world: LivedIn | undefined;
  beforeAll(async () => {
    world = await liveIn(dashboard());
  }, 60_000);

  it("is in the list of pages", () => {
    expect(new Set(pages.map(({ route }) => route))).toEqual(declaredRoutes());
  });

  it.each(looks)(
    "has no finding of axe, light and dark, and writes no error: $name",
    async ({ prefix, ...options }) => {
      const { open, url } = dashboard();
      if (!world) throw new Error("nobody lives here");
      for (const isSignedOut of [false, true]) {
        const page = await open("/login", { ...options, isSignedOut });
        const errors = errorsOf(page);
        for (const one of pages.filter((spec) => (spec.isSignedOut ?? false) === isSignedOut)) {
          await page.goto(`${url}${one.path(world)}`);
          await isReady(page);
          await picture(page, `${one.name}-${prefix}light`);
          expect.soft(await violationsIn(page), one.name).toEqual([]);
          expect.soft(await tooLargeIn(page), one.name).toEqual([]);
          const inDark = await violationsInDark(page, `${one.name}-${prefix}dark`);
          expect.soft(inDark, one.name).toEqual([]);
          expect.soft(errors, one.name).toEqual([]);
        }
        await page.context().close();
      }
    },
    240_000,
  );
});
