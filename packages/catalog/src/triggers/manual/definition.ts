import {
  booleanType,
  dateTimeType,
  dateType,
  defineTrigger,
  type Fields,
  numberType,
  objectOf,
  textType,
  type Type,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";

const inputTypes = ["text", "number", "boolean", "date", "date_time", "json"] as const;

const input = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  title: z.string().max(200).optional(),
  type: z.enum(inputTypes).default("text"),
  required: z.boolean().default(false),
});

export const manualConfig = z.strictObject({
  mode: z.enum(["async", "sync"]).default("async"),
  inputs: z
    .array(input)
    .max(50)
    .default([])
    .superRefine((inputs, context) => {
      const names = inputs.map(({ name }) => name);
      const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
      if (twice === -1) return;
      const message = `the name "${names[twice]}" is given twice`;
      context.addIssue({ code: "custom", path: [twice, "name"], message });
    }),
});

export type ManualConfig = z.output<typeof manualConfig>;
export type ManualInput = ManualConfig["inputs"][number];

const types: { readonly [Name in ManualInput["type"]]: Type } = {
  text: textType,
  number: numberType,
  boolean: booleanType,
  date: dateType,
  date_time: dateTimeType,
  json: unknownType,
};

export const manual = defineTrigger({
  type: "manual",
  source: "push",
  group: "people",
  title: "Manual",
  summary: "Started by hand with a form, or by an API call with input.",
  icon: "hand",
  sample: { inputs: [{ name: "customer", type: "text", required: true }] },
  sampleEvent: { customer: "cus_1" },
  config: manualConfig,
  listens: () => "own",
  mode: ({ mode }) => mode,
  output: ({ inputs }) => objectOf(fieldsOf(inputs), inputs.length === 0),
});

function fieldsOf(inputs: readonly ManualInput[]): Fields {
  return Object.fromEntries(inputs.map(({ name, type }) => [name, types[type]]));
}
