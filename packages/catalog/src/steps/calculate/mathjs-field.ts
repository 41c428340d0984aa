import { type Expression, type JsonObject, makeExpression, unknownType } from "@stepwell/core";
import { z } from "zod";
import { type MathjsSource, readMathjs, type Templates } from "./mathjs-source.ts";

const expressionCharactersMax = 20_000;

/** What the runner gets: the values of the variables, and how their author wrote them. */
export interface MathjsRequest {
  readonly source: string;
  readonly variables: JsonObject;
  readonly templates: Templates;
}

/** A Math.js expression whose variables are templates: `sqrt({{ trigger.body.area }})`. */
export function mathjsField(): z.ZodType<Expression<JsonObject>, string> {
  return z
    .string()
    .min(1)
    .max(expressionCharactersMax)
    .transform((text, context) => {
      const read = readMathjs(text);
      if (read.ok) return mathjsExpression(text, read);
      const message = `${read.message} (at character ${read.position + 1})`;
      context.addIssue({ code: "custom", message, continue: true });
      return z.NEVER;
    });
}

function mathjsExpression(
  text: string,
  { source, variables, templates }: MathjsSource,
): Expression<JsonObject> {
  const inner = [...variables.values()];
  return makeExpression<JsonObject>({
    source: text,
    isCode: true,
    references: inner.flatMap(({ references }) => references),
    evaluate(scope) {
      const values = [...variables].map(([name, one]) => [name, one.evaluate(scope) ?? null]);
      return { source, variables: Object.fromEntries(values), templates };
    },
    infer: (types) => ({
      type: unknownType,
      problems: inner.flatMap((one) => one.infer(types).problems),
    }),
  });
}
