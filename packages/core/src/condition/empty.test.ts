import { describe, expect, it } from "vitest";
import type { Json } from "../json.ts";
import { isEmptyCondition } from "./empty.ts";

const leaf = { left: "{{ trigger.a }}", operator: "exists" };

describe("an empty condition", () => {
  it.each<[Json]>([
    [{ all: [] }],
    [{ any: [] }],
    [{ all: [{ any: [] }, { none: [{ all: [] }] }] }],
  ])("%j compares nothing", (tree) => expect(isEmptyCondition(tree)).toBe(true));

  it.each<[Json]>([[leaf], [{ all: [leaf] }], [{ all: [{ any: [] }, { none: [leaf] }] }], [5]])(
    "%j is none",
    (tree) => expect(isEmptyCondition(tree)).toBe(false),
  );
});
