import { type Definition, type Json, parseDefinition, required } from "@stepwell/core";
import * as fc from "fast-check";

/* Definitions with everything that a file may have to carry, in any order of keys. */

/** Texts that a format could take for something else, among any others. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom(
    "",
    "null",
    "true",
    "1e3",
    "0x1f",
    "2026-01-01",
    "<<",
    "- a",
    "# none",
    "a: b",
    "*alias",
    "&anchor",
    "{{ trigger.body.amount }}",
    "line\nline\n",
    "line\r\nline",
    "  indented\n line \n\n",
    "\ttab\n\ttab",
    "\n",
    "\u0085\u2028\u2029\ufeff",
    "very long ".repeat(19),
  ),
);
const key = fc.string({ unit: "grapheme", maxLength: 8 }).filter((name) => name !== "__proto__");
const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    // JSON has no -0: it is written as 0. Adding 0 makes it that, and changes no other number.
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.integer(),
    anyText,
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(key, tie("json"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).json;

const anyRetry = fc.record(
  { attempts: fc.integer({ min: 1, max: 9 }), factor: fc.constant(3), jitter: fc.boolean() },
  { requiredKeys: ["attempts"] },
);

const shuffled = (value: Record<string, Json>) =>
  fc
    .shuffledSubarray(Object.entries(value), { minLength: Object.keys(value).length })
    .map((entries): Json => Object.fromEntries(entries));

const stepText = (max: number) =>
  fc.record(
    {
      title: anyText,
      config: fc.dictionary(key, anyJson, { maxKeys: 3, noNullPrototype: true }),
      retry: anyRetry,
      timeout: fc.constantFrom<Json>(5000, { amount: 5, unit: "minutes" }),
      onError: fc.constantFrom("fail", "continue"),
      branches: max === 0 ? fc.constant(0) : fc.integer({ min: 1, max }),
    },
    { requiredKeys: ["config"] },
  );

/** Steps s1, s2, …: some with branches of one step each. */
const anySteps = fc.array(stepText(2), { maxLength: 4 }).map((texts) => {
  let count = 0;
  const nextId = (): string => {
    count += 1;
    return `s${count}`;
  };
  return texts.map(({ branches = 0, ...rest }): Json => {
    const inner = Array.from({ length: branches }, (_, index) => ({
      steps: [{ type: "calculate", id: nextId() }],
      id: `b${index}`,
    }));
    const step = { ...rest, type: "http", id: nextId() };
    return branches === 0 ? step : { branches: inner, ...step };
  });
});

export const anyDefinition: fc.Arbitrary<Definition> = fc
  .record(
    {
      description: anyText,
      folder: fc.string({ maxLength: 20 }),
      tags: fc.array(fc.string({ minLength: 1, maxLength: 10 }), { maxLength: 2 }),
      settings: fc.record({ confidential: fc.boolean(), mode: fc.constant("async") }),
      steps: anySteps,
      trigger: fc.record({
        config: fc.dictionary(key, anyJson, { maxKeys: 2, noNullPrototype: true }),
      }),
    },
    { requiredKeys: ["steps", "trigger"] },
  )
  .chain(({ trigger, ...rest }) =>
    shuffled({
      ...(rest as Record<string, Json>),
      trigger: { ...trigger, type: "manual" },
      name: "Any",
      format: "stepwell/v1",
    }),
  )
  .map((value) => {
    const parsed = parseDefinition(value);
    return required(parsed.ok ? parsed.definition : undefined, JSON.stringify(parsed));
  });
