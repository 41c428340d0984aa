import { defineTrigger } from "@stepwell/core";
import { z } from "zod";
import { declaredInputs, typeOfInputs } from "../../inputs/declared-inputs.ts";
import { readInputs } from "../../inputs/read-inputs.ts";

export const manual = defineTrigger({
  type: "manual",
  source: "push",
  group: "people",
  title: "Manual",
  summary: "Started by hand with a form, or by an API call with input.",
  icon: "hand",
  sample: { inputs: [{ name: "customer", type: "text", required: true }] },
  sampleEvent: { customer: "cus_1" },
  config: z.strictObject({
    mode: z.enum(["async", "sync"]).default("async"),
    inputs: declaredInputs,
  }),
  listens: () => "own",
  mode: ({ mode }) => mode,
  output: ({ inputs }) => typeOfInputs(inputs),
  readInput: ({ inputs }, given) => readInputs(inputs, given),
});
