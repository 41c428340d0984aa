import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { routesSource } from "../../../../scripts/routes-source.ts";

it("the dashboard's routes are those of the contract; `npm run reference` writes them anew", () => {
  expect(readFileSync(join(import.meta.dirname, "routes.ts"), "utf8")).toBe(routesSource());
});
