import {
  booleanType,
  dateTimeType,
  dateType,
  defineCompute,
  type Expression,
  hasTemplate,
  type Json,
  numberType,
  textType,
  type Type,
  typedField,
  unionOf,
} from "@stepwell/core";
import { z } from "zod";
import { firstMisfit, kindAfter, kindBefore, type ValueKind } from "./operation-types.ts";
import { checkLiteral, type DateOperation, isDateText, noDate, operation } from "./operation.ts";
import { runPipeline } from "./pipeline.ts";
import { isDivisible } from "./span.ts";

const config = z
  .strictObject({
    input: typedField(unionOf([textType, numberType]))
      .optional()
      .meta({ title: "Input", description: "A date or a number; now where none is given" }),
    steps: z.array(operation).min(1).max(50),
  })
  .superRefine(({ input, steps }, context) => {
    checkLiteral(input, isDateText, () =>
      context.addIssue({ code: "custom", path: ["input"], message: noDate }),
    );
    const misfit = firstMisfit(
      kindOfInput(input?.source),
      steps.map((step) => step.do),
    );
    if (!misfit) return;
    const { index, given, wanted } = misfit;
    const before = index === 0 ? "the input is" : `"${steps[index - 1]?.do}" gives`;
    const message = `"${steps[index]?.do}" takes a ${wanted}, but ${before} a ${given}`;
    context.addIssue({ code: "custom", path: ["steps", index, "do"], message });
  });

export type DateConfig = z.output<typeof config>;

/** Undefined where only the run will tell. */
function kindOfInput(source: Json | undefined): ValueKind | undefined {
  if (source === undefined) return "date";
  if (typeof source === "number") return "number";
  return typeof source === "string" && !hasTemplate(source) ? "date" : undefined;
}

export const dateStep = defineCompute({
  type: "date",
  group: "calculate",
  title: "Date",
  summary: "Calculates with dates: a row of operations, each on the result of the one before.",
  icon: "calendar-days",
  sample: {
    input: "{{ trigger.body.ordered_at }}",
    steps: [
      { do: "add", amount: 14, unit: "day" },
      { do: "end_of", unit: "day" },
    ],
  },
  config,
  output,
  compute: (given, scope) => ({ output: runPipeline(given, scope) }),
});

const types: { readonly [Kind in Exclude<ValueKind, "date">]: Type } = {
  number: numberType,
  boolean: booleanType,
  text: textType,
};

function output({ input, steps }: DateConfig, infer: (field: Expression<unknown>) => Type): Type {
  const last = steps.at(-1);
  const kind = last ? kindAfter(last.do) : "date";
  if (kind !== "date") return types[kind];
  const isDateOnly = input !== undefined && isDateInput(input, infer);
  return isDateOnly && steps.every(keepsDate) ? dateType : dateTimeType;
}

function isDateInput(input: Expression, infer: (field: Expression<unknown>) => Type): boolean {
  const { source } = input;
  if (typeof source === "string" && !hasTemplate(source)) return source.length === 10;
  const type = infer(input);
  return type.kind === "text" && type.format === "date";
}

function keepsDate(step: DateOperation): boolean {
  if (!("unit" in step)) return false;
  return kindBefore(step.do) === "date" && !isDivisible(step.unit);
}
