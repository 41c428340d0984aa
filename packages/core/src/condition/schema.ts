import { z } from "zod";
import type { Json } from "../json.ts";
import { operatorNames } from "./operators.ts";

/** A condition as the definition has it: groups of conditions, and comparisons as leaves. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly none: readonly Condition[] }
  | Comparison;

export interface Comparison {
  /** A value, with templates at any depth. */
  readonly left: Json;
  readonly operator: string;
  readonly right?: Json | undefined;
  /** The condition on the items, of operators that look at a list. */
  readonly where?: Condition | undefined;
}

export const formMessage =
  'a condition is {"all": […]}, {"any": […]}, {"none": […]} or {"left": …, "operator": …, "right": …}';

const json = z.json() as unknown as z.ZodType<Json, Json>;

const allSchema = z.strictObject({
  get all() {
    return z.array(conditionSchema).meta({ description: "true where every one is" });
  },
});

const anySchema = z.strictObject({
  get any() {
    return z.array(conditionSchema).meta({ description: "true where at least one is" });
  },
});

const noneSchema = z.strictObject({
  get none() {
    return z.array(conditionSchema).meta({ description: "true where not one is" });
  },
});

/** Any operator name is let through: `compileCondition` says which one was probably meant. */
const comparisonSchema = z.strictObject({
  left: json,
  operator: z.string().meta({ enum: [...operatorNames] }),
  right: json.optional(),
  get where() {
    return conditionSchema.optional();
  },
});

export const conditionSchema: z.ZodType<Condition, Condition> = z.union(
  [allSchema, anySchema, noneSchema, comparisonSchema],
  { error: formMessage },
);
