import { readFileSync } from "node:fs";
import { join } from "node:path";
import { problems } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { root } from "./source-files.ts";

/** Those that the dashboard says without a server. */
const ownCodes = ["unknown", "unreachable"];

describe("the refusals of the API", () => {
  it.each(["en", "de", "fr", "sv"])(
    "have a title each in the dashboard, and nothing else has: %s",
    (language) => {
      const path = join(root, "packages/web/src/i18n", language, "common.json");
      const { refused } = JSON.parse(readFileSync(path, "utf8")) as { readonly refused: object };
      const codes = [...Object.keys(problems), ...ownCodes];
      expect(Object.keys(refused).toSorted()).toEqual(codes.toSorted());
    },
  );
});
