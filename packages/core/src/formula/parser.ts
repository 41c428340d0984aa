import { nestingMax, partsMax } from "./budget.ts";
import { checkCall } from "./calls.ts";
import { binaryOperators, percentPower, prefixPower } from "./operators.ts";
import { asOptional, type BinaryOperator, type Part, type Refusal } from "./part.ts";
import type { Token } from "./tokens.ts";

/*
 * Reads tokens by the power of operators (Pratt). A function gives undefined after the first refusal,
 * which the state keeps.
 */

export type Parse =
  | { readonly ok: true; readonly part: Part }
  | { readonly ok: false; readonly refusal: Refusal };

interface State {
  readonly tokens: readonly Token[];
  index: number;
  parts: number;
  nesting: number;
  refusal: Refusal | undefined;
}

export function parseTokens(tokens: readonly Token[]): Parse {
  const state: State = { tokens, index: 0, parts: 0, nesting: 0, refusal: undefined };
  const part = parseExpression(state, 0);
  const rest = peek(state);
  if (part && rest.kind === "end") return { ok: true, part };
  const refusal = state.refusal ?? {
    message: `an operator was expected before ${describe(rest)}`,
    position: rest.position,
  };
  return { ok: false, refusal };
}

function parseExpression(state: State, power: number): Part | undefined {
  let left = parseOperand(state);
  while (left) {
    const token = peek(state);
    const symbol = token.kind === "symbol" ? token.symbol : "";
    if (symbol === "%" && power < percentPower) left = parsePercent(state, left);
    else if (isBinary(symbol) && binaryOperators[symbol].power > power)
      left = parseBinary(state, left, symbol);
    else return left;
  }
  return undefined;
}

function isBinary(symbol: string): symbol is BinaryOperator {
  return Object.hasOwn(binaryOperators, symbol);
}

function parsePercent(state: State, operand: Part): Part | undefined {
  const { end } = next(state);
  const { position } = operand;
  const after = peek(state);
  if (startsOperand(after))
    return refuse(
      state,
      "the percent sign stands after a number; the remainder is MOD(a, b)",
      after,
    );
  return made(state, { kind: "unary", operator: "%", operand, position, end });
}

function startsOperand(token: Token): boolean {
  return token.kind === "symbol" ? "({[".includes(token.symbol) : token.kind !== "end";
}

function parseBinary(state: State, left: Part, operator: BinaryOperator): Part | undefined {
  next(state);
  const right = parseExpression(state, binaryOperators[operator].power);
  if (!right) return undefined;
  const { position } = left;
  const { end } = right;
  const covers = operator === "&";
  return made(state, {
    kind: "binary",
    operator,
    left: covers ? asOptional(left) : left,
    right: covers ? asOptional(right) : right,
    position,
    end,
  });
}

function parseOperand(state: State): Part | undefined {
  const token = next(state);
  const { position, end } = token;
  switch (token.kind) {
    case "number":
    case "text":
    case "word":
      return made(state, { kind: "literal", value: token.value, position, end });
    case "reference":
      return made(state, { kind: "reference", reference: token.reference, position, end });
    case "function":
      return parseCall(state, token.name, position);
    case "symbol":
      return parseSymbol(state, token.symbol, token);
    case "end":
      return refuse(state, `${operandWords} was expected, but the formula ends`, token);
  }
}

const operandWords = "a value, a variable or a function";
const closing: Readonly<Record<string, string>> = { "(": ")", "{": "}", "[": "]" };

function parseSymbol(state: State, symbol: string, token: Token): Part | undefined {
  if (symbol === "-" || symbol === "+") return parsePrefix(state, symbol, token);
  const close = closing[symbol];
  if (close === undefined)
    return refuse(state, `${operandWords} was expected before ${symbol}`, token);
  const items = parseItems(state, close, token);
  if (!items) return undefined;
  const { position } = token;
  const end = (state.tokens[state.index - 1] as Token).end;
  if (symbol !== "(") return made(state, { kind: "list", items, position, end });
  const [only, second] = items;
  if (!only) return refuse(state, `${operandWords} was expected between the brackets`, token);
  if (second) return refuse(state, "only one value stands in brackets; a list is {1, 2}", second);
  return only;
}

function parsePrefix(state: State, operator: "-" | "+", token: Token): Part | undefined {
  const operand = nested(state, token, () => parseExpression(state, prefixPower));
  if (!operand) return undefined;
  const { position } = token;
  return made(state, { kind: "unary", operator, operand, position, end: operand.end });
}

function parseCall(state: State, name: string, position: number): Part | undefined {
  const given = parseItems(state, ")", next(state));
  if (!given) return undefined;
  const check = checkCall(name, position, given);
  if (!check.ok) return refuse(state, check.refusal.message, check.refusal);
  const end = (state.tokens[state.index - 1] as Token).end;
  const { called } = check;
  const operands = called.coversMissing ? given.map(asOptional) : given;
  return made(state, { kind: "call", called, arguments: operands, position, end });
}

/** Values with commas between them, up to the closing bracket. */
function parseItems(state: State, close: string, open: Token): readonly Part[] | undefined {
  const items: Part[] = [];
  if (isSymbol(peek(state), close)) {
    next(state);
    return items;
  }
  for (;;) {
    const item = nested(state, open, () => parseExpression(state, 0));
    if (!item) return undefined;
    items.push(item);
    const token = next(state);
    if (isSymbol(token, close)) return items;
    if (!isSymbol(token, ","))
      return refuse(
        state,
        `an operator, a comma or ${close} was expected before ${describe(token)}`,
        token,
      );
  }
}

function isSymbol(token: Token, symbol: string): boolean {
  return token.kind === "symbol" && token.symbol === symbol;
}

function nested(state: State, open: Token, parse: () => Part | undefined): Part | undefined {
  if (state.nesting >= nestingMax)
    return refuse(state, `a formula is nested at most ${nestingMax} deep`, open);
  state.nesting += 1;
  const part = parse();
  state.nesting -= 1;
  return part;
}

function made(state: State, part: Part): Part | undefined {
  state.parts += 1;
  if (state.parts <= partsMax) return part;
  return refuse(state, `a formula has at most ${partsMax} parts`, part);
}

function refuse(state: State, message: string, at: { readonly position: number }): undefined {
  state.refusal = { message, position: at.position };
}

function peek(state: State): Token {
  return state.tokens[state.index] as Token;
}

/** The token at hand; the last one, which says the end, is never passed. */
function next(state: State): Token {
  const token = peek(state);
  if (token.kind !== "end") state.index += 1;
  return token;
}

function describe(token: Token): string {
  switch (token.kind) {
    case "end":
      return "the end";
    case "symbol":
      return token.symbol;
    case "reference":
      return token.reference.text;
    case "function":
      return token.name;
    case "number":
    case "text":
    case "word":
      return JSON.stringify(token.value);
  }
}
