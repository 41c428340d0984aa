import { parsePattern, type Pattern, testPattern } from "../formula/pattern.ts";
import type { Evaluation } from "../formula/budget.ts";
import { searchText } from "../formula/text-search.ts";
import { isJsonArray, type Json } from "../json.ts";
import { holds } from "./compare-operators.ts";
import {
  compareOperator,
  leftError,
  type Operator,
  readAny,
  readText,
  type RightRead,
  typeError,
} from "./operator.ts";

/** Operators of text, each with its negation. */

type Test<R> = (left: Json | undefined, right: R, evaluation: Evaluation) => boolean;

interface Pair<R> {
  readonly names: readonly [positive: string, negative: string];
  readonly titles: readonly [positive: string, negative: string];
  readonly types: readonly ("text" | "list")[];
  readonly read: (right: Json | undefined) => RightRead<R>;
  readonly test: Test<R>;
}

export const textOperators: readonly Operator[] = [
  ...pair({
    names: ["contains", "not_contains"],
    titles: ["contains", "does not contain"],
    types: ["text", "list"],
    read: readAny,
    test: contains,
  }),
  ...pair({
    names: ["starts_with", "not_starts_with"],
    titles: ["starts with", "does not start with"],
    types: ["text"],
    read: readText,
    test: (left, right) => textOf(left).startsWith(right),
  }),
  ...pair({
    names: ["ends_with", "not_ends_with"],
    titles: ["ends with", "does not end with"],
    types: ["text"],
    read: readText,
    test: (left, right) => textOf(left).endsWith(right),
  }),
  ...pair({
    names: ["matches", "not_matches"],
    titles: ["matches", "does not match"],
    types: ["text"],
    read: readPattern,
    test: (left, right, evaluation) => testPattern(evaluation, right, textOf(left)),
  }),
];

function pair<R>({ names, titles, types, read, test }: Pair<R>): readonly Operator[] {
  const [name, negative] = names;
  const [title, negativeTitle] = titles;
  const shared = { types, right: "one", fit: "free", read } as const;
  return [
    compareOperator<R>({
      ...shared,
      name,
      title,
      whenMissing: false,
      evaluate: (left, right, evaluation) => test(left, right, evaluation),
    }),
    compareOperator<R>({
      ...shared,
      name: negative,
      title: negativeTitle,
      whenMissing: true,
      evaluate: (left, right, evaluation) => !test(left, right, evaluation),
    }),
  ];
}

function textOf(left: Json | undefined): string {
  if (typeof left === "string") return left;
  throw leftError(left, "text");
}

function contains(
  left: Json | undefined,
  right: Json | undefined,
  evaluation: Evaluation,
): boolean {
  if (isJsonArray(left)) return holds(evaluation, left, right);
  if (typeof left !== "string") throw leftError(left, "text or a list");
  const sought = readText(right);
  if (!sought.ok) throw typeError(sought.message);
  return searchText(evaluation, left, sought.value)(0) >= 0;
}

/** RE2 syntax, anywhere in the text; ^ and $ tie a pattern to the ends. */
function readPattern(right: Json | undefined): RightRead<Pattern> {
  const text = readText(right);
  if (!text.ok) return text;
  const parsed = parsePattern(text.value);
  return parsed.ok ? { ok: true, value: parsed.pattern } : parsed;
}
