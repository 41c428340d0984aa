import type { JsonSchema, OperatorEntry, StepTypeEntry, TriggerTypeEntry } from "./catalog.ts";
import { wordsOfName } from "./words-of-name.ts";

/*
 * The catalog in another language. Its English texts are the keys, and so are the words that are
 * made of names where a field or choice has no title.
 */

export type Say = (english: string) => string;

type Entry = StepTypeEntry | TriggerTypeEntry;

/** What the server says of a type, in the words of `say`; the English ones are still searched. */
export function sayEntry<One extends Omit<Entry, "english">>(
  entry: One,
  say: Say,
): One & { readonly english: string } {
  const { title, summary, config } = entry;
  const words = { title: say(title), summary: say(summary), config: saySchema(config, say) };
  return { ...entry, ...words, english: `${title} ${summary}` };
}

export function sayOperator(operator: OperatorEntry, say: Say): OperatorEntry {
  return { ...operator, title: say(operator.title) };
}

/** Every title, description and choice of a schema; fields without a title get one. */
function saySchema(schema: JsonSchema, say: Say): JsonSchema {
  const inner = (one: JsonSchema): JsonSchema => saySchema(one, say);
  const { title, description, properties, items, additionalProperties } = schema;
  const choices = choicesOf(schema);
  return {
    ...schema,
    ...(title !== undefined && { title: say(title) }),
    ...(description !== undefined && { description: say(description) }),
    ...(choices.length > 0 && {
      choiceTitles: Object.fromEntries(choices.map((id) => [id, say(wordsOfName(id))])),
    }),
    ...(properties && { properties: sayFields(properties, say) }),
    ...(items && { items: inner(items) }),
    ...(typeof additionalProperties === "object" && {
      additionalProperties: inner(additionalProperties),
    }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(inner) }),
    ...(schema.oneOf && { oneOf: schema.oneOf.map(inner) }),
  };
}

function sayFields(fields: Readonly<Record<string, JsonSchema>>, say: Say) {
  const titled = Object.entries(fields).map(([name, field]): [string, JsonSchema] => [
    name,
    saySchema({ ...field, title: field.title ?? wordsOfName(name) }, say),
  ]);
  return Object.fromEntries(titled);
}

/** Names such as GET stay as they are. */
function choicesOf({ enum: several = [], const: only }: JsonSchema): readonly string[] {
  return [...several, only].filter(
    (id): id is string => typeof id === "string" && id !== id.toUpperCase(),
  );
}
