import {
  defineAction,
  type Expression,
  isScriptName,
  type Json,
  jsonField,
  makeExpression,
  type RequestOf,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";
import { sampleField } from "../../sample/sample-field.ts";

const codeCharactersMax = 100_000;
const argumentsMax = 100;
const timeMsMax = 600_000;

const nameHint =
  "a script cannot name this: use letters, digits, _ and $, no digit first, and no word of the language";

/** The script can always name it: what does not exist is null. */
const argument: z.ZodType<Expression, Json> = jsonField().transform((inner) =>
  makeExpression<Json>({ ...inner, evaluate: (scope) => inner.evaluate(scope) ?? null }),
);

const named = z
  .record(z.string().refine(isScriptName, { message: nameHint }), argument)
  .refine((entries) => Object.keys(entries).length <= argumentsMax, {
    message: `a script has at most ${argumentsMax} arguments`,
  });

export const scriptConfig = z.strictObject({
  arguments: named
    .optional()
    .meta({ title: "Arguments", description: "Constants of the script, by their names" }),
  code: z.string().min(1).max(codeCharactersMax).meta({
    title: "Code",
    ui: "javascript",
    description: "JavaScript; `return` gives the output",
  }),
  timeMs: z
    .int()
    .min(1)
    .max(timeMsMax)
    .optional()
    .meta({ title: "Time limit (ms)", description: "Less than the environment allows" }),
  outputSample: sampleField()
    .optional()
    .meta({ title: "Sample output", description: "Gives the output its type" }),
});

export type ScriptRequest = RequestOf<typeof scriptConfig>;

export const script = defineAction({
  type: "script",
  group: "calculate",
  title: "Script",
  summary: "Runs JavaScript, apart from everything else, and gives what it returns.",
  icon: "square-code",
  sample: {
    arguments: { items: "{{ trigger.body.items }}" },
    code: "return items.filter((item) => item.amount > 100);",
  },
  config: scriptConfig,
  effect: "none",
  promise: () => "at_least_once",
  output: ({ outputSample }, infer) => (outputSample ? infer(outputSample) : unknownType),
});
