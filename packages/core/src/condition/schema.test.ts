import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Json } from "../json.ts";
import { conditionSchema, formMessage } from "./schema.ts";
import { operatorNames } from "./operators.ts";

const leaf = { left: "{{ trigger.a }}", operator: "equals", right: [1, { a: null }] };

describe("conditionSchema", () => {
  it.each<[Json]>([
    [leaf],
    [{ all: [] }],
    [{ all: [leaf, { any: [{ none: [leaf] }] }] }],
    [{ left: [], operator: "any_item", where: { all: [leaf] } }],
    [{ left: 1, operator: "an operator of tomorrow" }],
  ])("takes %j", (tree) => expect(conditionSchema.parse(tree)).toEqual(tree));

  it.each<[Json]>([[5], [{}], [{ all: 1 }], [{ all: [], any: [] }], [{ left: 1 }]])(
    "refuses %j in one sentence",
    (tree) => {
      const parsed = conditionSchema.safeParse(tree);
      expect(parsed.error?.issues.map(({ message }) => message)).toEqual([formMessage]);
    },
  );

  it("refuses keys that it does not know", () => {
    const parsed = conditionSchema.safeParse({ ...leaf, extra: 1 });
    expect(parsed.error?.issues).toMatchObject([{ code: "unrecognized_keys", keys: ["extra"] }]);
  });

  it("is published as JSON Schema that refers to itself and names the operators", () => {
    const published = JSON.stringify(z.toJSONSchema(conditionSchema));
    expect(published).toContain('"$ref":"#"');
    expect(published).toContain(JSON.stringify(operatorNames));
  });
});
