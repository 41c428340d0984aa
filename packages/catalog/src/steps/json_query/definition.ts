import {
  defineAction,
  hasTemplate,
  jsonField,
  listOf,
  objectOf,
  type RequestOf,
  type Type,
  unionOf,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";
import { namedPaths } from "../../sample/named-path.ts";

const expressionCharactersMax = 20_000;

const variableName = z
  .string()
  .regex(/^[A-Za-z_]\w{0,63}$/, "a name has letters, digits and _, at most 64, no digit first");

const literalHint =
  "the expression is taken as it is written: a variable belongs into the source, or with JSONata into the variables ($name)";

export const jsonQueryConfig = z
  .strictObject({
    engine: z
      .enum(["jmespath", "jsonpath", "jsonata"])
      .default("jmespath")
      .meta({ title: "Engine" }),
    source: jsonField().meta({ title: "Source" }),
    expression: z
      .string()
      .min(1)
      .max(expressionCharactersMax)
      .refine((text) => !hasTemplate(text), { message: literalHint })
      .meta({ title: "Expression", ui: "code" }),
    variables: z
      .record(variableName, jsonField())
      .optional()
      .meta({ title: "Variables", description: "JSONata: $name in the expression" }),
    model: namedPaths
      .optional()
      .meta({ title: "Model", description: "Names for what is in the result" }),
  })
  .refine(({ engine, variables }) => engine === "jsonata" || variables === undefined, {
    path: ["variables"],
    message: "only JSONata has variables",
  });

type JsonQueryConfig = z.output<typeof jsonQueryConfig>;
export type JsonQueryRequest = RequestOf<typeof jsonQueryConfig>;

export const jsonQuery = defineAction({
  type: "json_query",
  group: "calculate",
  title: "JSON query",
  summary: "Asks JSON a question in JMESPath, JSONPath or JSONata.",
  icon: "file-search",
  sample: {
    engine: "jmespath",
    source: "{{ trigger.body }}",
    expression: "items[?amount > `100`].name",
  },
  config: jsonQueryConfig,
  effect: "none",
  promise: () => "at_least_once",
  output,
});

/** JSONPath always gives a list; of the others only the run can tell. */
function output({ engine, model }: JsonQueryConfig): Type {
  if (!model) return engine === "jsonpath" ? listOf(unknownType) : unknownType;
  const fields = model.map(({ name }) => [name, unknownType] as const);
  const shaped = objectOf(Object.fromEntries(fields));
  return engine === "jsonpath" ? listOf(shaped) : unionOf([shaped, listOf(shaped)]);
}
