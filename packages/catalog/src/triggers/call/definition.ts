import { defineTrigger } from "@stepwell/core";
import { z } from "zod";
import { declaredInputs, knownInputs, typeOfInputs } from "../../inputs/declared-inputs.ts";
import { readInputs } from "../../inputs/read-inputs.ts";

export const call = defineTrigger({
  type: "call",
  source: "push",
  group: "connect",
  title: "Call",
  summary: "Called by another workflow or by an API call, with typed input; gives its output back.",
  icon: "phone-incoming",
  sample: { inputs: [{ name: "order", type: "text", required: true }] },
  sampleEvent: { order: "ord_1" },
  config: z.strictObject({
    mode: z.enum(["async", "sync"]).default("async"),
    inputs: declaredInputs,
  }),
  listens: () => "own",
  isCallable: true,
  inputs: ({ inputs }) => knownInputs(inputs),
  mode: ({ mode }) => mode,
  output: ({ inputs }) => typeOfInputs(inputs),
  readInput: ({ inputs }, given) => readInputs(inputs, given),
});
