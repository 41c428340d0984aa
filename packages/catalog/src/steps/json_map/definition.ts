import {
  defineCompute,
  describeType,
  type Expression,
  isJsonArray,
  isJsonObject,
  type Json,
  jsonField,
  objectOf,
  StepError,
  takeRoomFor,
  type Type,
  typeAt,
  typeOfJson,
  unionOf,
  unknownType,
  valueRoom,
} from "@stepwell/core";
import { z } from "zod";
import { namedPaths } from "../../sample/named-path.ts";
import { readField } from "../../sample/read-field.ts";
import { sampleField } from "../../sample/sample-field.ts";
import { parsePath } from "../../sample/value-path.ts";

const config = z.strictObject({
  source: jsonField().meta({ title: "Source" }),
  arrays: z.enum(["collapse", "index"]).default("collapse").meta({ title: "Lists" }),
  fields: namedPaths.meta({ title: "Fields" }),
  sample: sampleField().optional().meta({ title: "Sample", description: "Gives the fields types" }),
});

type JsonMapConfig = z.output<typeof config>;

export const jsonMap = defineCompute({
  type: "json_map",
  group: "calculate",
  title: "JSON map",
  summary: "Takes values out of JSON by their paths and gives them names.",
  icon: "braces",
  sample: {
    source: "{{ trigger.body }}",
    fields: [{ name: "prices", path: "order.items.price" }],
    sample: { order: { items: [{ price: 5 }] } },
  },
  config,
  output,
  compute({ source, arrays, fields }, scope) {
    const value = structureOf(source.evaluate(scope));
    const room = valueRoom(scope.limits);
    const entries = fields.map(({ name, path, default: fallback }) => {
      const found = readField(value, parsePath(path) ?? [], arrays) ?? fallback?.evaluate(scope);
      takeRoomFor(room, found);
      return [name, found ?? null] as const;
    });
    return { output: Object.fromEntries(entries) };
  },
});

function structureOf(value: Json | undefined): Json {
  if (isJsonArray(value) || isJsonObject(value)) return value;
  const given = value === undefined ? "nothing" : describeType(typeOfJson(value));
  const message = `source gives ${given}; an object or a list is needed to take values out of.`;
  throw new StepError({ code: "invalid_value", message });
}

function output(
  { source, sample, fields }: JsonMapConfig,
  infer: (expression: Expression<unknown>) => Type,
): Type {
  const whole = infer(sample ?? source);
  const types = fields.map(({ name, path, default: fallback }) => {
    const found = typeAt(whole, parsePath(path) ?? []);
    const type = found.found ? found.type : unknownType;
    return [name, fallback ? unionOf([type, infer(fallback)]) : type] as const;
  });
  return objectOf(Object.fromEntries(types));
}
