import { type Expression, type Json, makeExpression } from "@stepwell/core";
import { z } from "zod";
import { typeOfSample } from "./sample-type.ts";

/** An example of a value. It has no value itself, only a type: the history need not repeat it. */
export function sampleField(): z.ZodType<Expression, Json> {
  return z
    .json()
    .transform((source) => {
      const type = typeOfSample(source);
      return makeExpression<Json>({
        source,
        references: [],
        evaluate: () => undefined,
        infer: () => ({ type, problems: [] }),
      });
    })
    .meta({ ui: "sample" });
}
