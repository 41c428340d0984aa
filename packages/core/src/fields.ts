import { z } from "zod";
import { compileCondition } from "./condition/compile.ts";
import { isEmptyCondition } from "./condition/empty.ts";
import { type Expression, makeExpression, type TypeProblem } from "./expression.ts";
import { compileFormula } from "./formula/compile.ts";
import type { Json } from "./json.ts";
import { StepError } from "./step-error.ts";
import {
  hasTemplate,
  parseTemplateText,
  parseTemplateValue,
  textOf,
  typeOfJson,
} from "./template.ts";
import { describeType, fits, type Type, textType } from "./type.ts";
import { typeFromJsonSchema } from "./json-schema.ts";

/*
 * The kinds of config field that may hold variables. Each is a zod schema whose input is what the
 * definition says and whose output is an `Expression`, so a config is compiled by parsing it. Their
 * meta `ui` tells the builder which control it needs.
 */

/** Any JSON, with templates at any depth. */
export function jsonField(): z.ZodType<Expression, Json> {
  return z
    .json()
    .transform((source, context) => {
      const parsed = parseTemplateValue(source);
      if (parsed.ok) return parsed.expression;
      return refuse(context, parsed);
    })
    .meta({ ui: "value" });
}

/** Any JSON, for the outside only: its texts may hold `{{ secrets.NAME }}`. */
export function secretField(): z.ZodType<Expression, Json> {
  return jsonField()
    .transform((inner) => makeExpression({ ...inner, takesSecrets: true }))
    .meta({ ui: "value" });
}

/** One template text; exactly one template keeps its type. */
export function templateField(): z.ZodType<Expression, string> {
  return z
    .string()
    .transform((source, context) => {
      const parsed = parseTemplateText(source);
      return parsed.ok ? parsed.expression : refuse(context, parsed);
    })
    .meta({ ui: "text" });
}

/** Text with templates; the result is always text. */
export function textField(): z.ZodType<Expression<string>, string> {
  return z
    .string()
    .transform((source, context) => {
      const parsed = parseTemplateText(source);
      if (!parsed.ok) return refuse(context, parsed);
      const inner = parsed.expression;
      return makeExpression<string>({
        source,
        references: inner.references,
        evaluate: (scope) => textOf(inner.evaluate(scope)),
        infer: (types) => ({ type: textType, problems: inner.infer(types).problems }),
      });
    })
    .meta({ ui: "text" });
}

/**
 * Any JSON with templates; what certainly does not fit the type is a finding. The step itself looks
 * at the value at run time, where parsing a long list with a schema would cost too much.
 */
export function typedField(wanted: Type): z.ZodType<Expression, Json> {
  return jsonField()
    .transform((inner) =>
      makeExpression<Json>({
        source: inner.source,
        references: inner.references,
        evaluate: inner.evaluate,
        infer(types) {
          const { type, problems } = inner.infer(types);
          return { type, problems: [...problems, ...mismatch(type, wanted)] };
        },
      }),
    )
    .meta({ ui: "value" });
}

/** A literal of the schema's type, or one template whose value must fit the schema at run time. */
export function valueField<T extends Json>(schema: z.ZodType<T>): z.ZodType<Expression<T>, Json> {
  const wanted = typeFromJsonSchema(z.toJSONSchema(schema, { io: "input" }) as Json);
  const literal = schema
    .refine((value) => !isTemplate(value), { abort: true })
    .transform((value) => expressionOfLiteral(value));
  const template = z
    .string()
    .refine(isTemplate)
    .transform((source, context) => {
      const parsed = parseTemplateText(source);
      if (!parsed.ok) return refuse(context, parsed);
      return checkedExpression(parsed.expression, schema, wanted);
    });
  const error: z.core.$ZodErrorMap<z.core.$ZodIssueInvalidUnion> = ({ errors }) => {
    const issue = errors?.[1]?.find(({ code }) => code !== "invalid_type");
    return issue?.message ?? `${describeType(wanted)} or a template is needed here`;
  };
  const union = z.union([template, literal], { error }).meta({ ui: "typed" });
  return union as unknown as z.ZodType<Expression<T>, Json>;
}

/** A text with `{{` is never a literal: a template with a mistake must not pass as plain text. */
function isTemplate(value: Json): boolean {
  return typeof value === "string" && hasTemplate(value);
}

function expressionOfLiteral<T extends Json>(value: T): Expression<T> {
  const type = typeOfJson(value);
  return makeExpression<T>({
    source: value,
    references: [],
    evaluate: () => value,
    infer: () => ({ type, problems: [] }),
  });
}

function checkedExpression<T extends Json>(
  inner: Expression,
  schema: z.ZodType<T>,
  wanted: Type,
): Expression<T> {
  return makeExpression<T>({
    source: inner.source,
    references: inner.references,
    evaluate: (scope) => checkValue(inner, inner.evaluate(scope), { schema, wanted }),
    infer(types) {
      const { type, problems } = inner.infer(types);
      return { type, problems: [...problems, ...mismatch(type, wanted)] };
    },
  });
}

interface Wanted<T extends Json> {
  readonly schema: z.ZodType<T>;
  readonly wanted: Type;
}

function checkValue<T extends Json>(
  inner: Expression,
  value: Json | undefined,
  { schema, wanted }: Wanted<T>,
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const given = value === undefined ? "nothing" : describeType(typeOfJson(value));
  throw new StepError({
    code: "invalid_value",
    message: `${textOf(inner.source)} gives ${given}; ${describeType(wanted)} is needed here`,
  });
}

function mismatch(given: Type, wanted: Type) {
  if (fits(given, wanted)) return [];
  const message = `${describeType(given)} is given where ${describeType(wanted)} is needed`;
  return [{ code: "type_mismatch", message }];
}

/** A formula: `trigger.body.amount * 2`. */
export function formulaField(): z.ZodType<Expression, string> {
  return z.string().transform((source, context) => {
    const parsed = compileFormula(source);
    return parsed.ok ? parsed.expression : refuse(context, parsed);
  });
}

/** A condition tree (spec §4). */
export function conditionField(): z.ZodType<Expression<boolean>, Json> {
  return z
    .json()
    .transform((source, context) => {
      const parsed = compileCondition(source);
      if (parsed.ok)
        return isEmptyCondition(source) ? unfilled(parsed.expression) : parsed.expression;
      for (const { path, message } of parsed.issues)
        context.addIssue({ code: "custom", path: [...path], message });
      return z.NEVER;
    })
    .meta({ ui: "condition" });
}

/** It can be carried out, but nobody can have meant it. */
function unfilled(condition: Expression<boolean>): Expression<boolean> {
  return makeExpression<boolean>({
    ...condition,
    infer: (types) => ({ ...condition.infer(types), problems: [emptyCondition] }),
  });
}

const emptyCondition: TypeProblem = {
  code: "missing_condition",
  message: "the condition is empty",
  hint: "Add what is compared.",
};

interface Refusal {
  readonly message: string;
  readonly position: number;
}

function refuse(context: z.RefinementCtx, { message, position }: Refusal): never {
  const where = `at character ${position + 1}`;
  // `continue` makes a union tell this issue instead of one of its own.
  context.addIssue({ code: "custom", message: `${message} (${where})`, continue: true });
  return z.NEVER;
}
