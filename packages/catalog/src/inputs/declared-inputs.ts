import {
  booleanType,
  dateTimeType,
  dateType,
  type Fields,
  type KnownInput,
  numberType,
  objectOf,
  textType,
  type Type,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";
import { checkUniqueNames } from "../unique-names.ts";

/* The inputs that a workflow declares: those of a form, of an API call, of a call by a workflow. */

const inputTypes = ["text", "number", "boolean", "date", "date_time", "json"] as const;

const input = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  title: z.string().max(200).optional(),
  type: z.enum(inputTypes).default("text"),
  required: z.boolean().default(false),
});

export const declaredInputs = z.array(input).max(50).default([]).superRefine(checkUniqueNames);

export type DeclaredInput = z.output<typeof input>;

const types: { readonly [Name in DeclaredInput["type"]]: Type } = {
  text: textType,
  number: numberType,
  boolean: booleanType,
  date: dateType,
  date_time: dateTimeType,
  json: unknownType,
};

/** Without declared inputs, every object is let in. */
export function typeOfInputs(inputs: readonly DeclaredInput[]): Type {
  const fields: Fields = Object.fromEntries(inputs.map(({ name, type }) => [name, types[type]]));
  return objectOf(fields, inputs.length === 0);
}

/** What a caller has to give; undefined where every object is let in. */
export function knownInputs(inputs: readonly DeclaredInput[]): readonly KnownInput[] | undefined {
  if (inputs.length === 0) return undefined;
  return inputs.map(({ name, type, required }) => ({
    name,
    type: types[type],
    isRequired: required,
  }));
}
