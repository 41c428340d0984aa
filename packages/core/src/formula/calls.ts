import type { Json } from "../json.ts";
import { nearestName } from "../nearest-name.ts";
import { type FormulaFunction, parameterAt } from "./function-type.ts";
import { formulaFunctions } from "./functions/all.ts";
import type { Part, Refusal } from "./part.ts";

const functionByName: ReadonlyMap<string, FormulaFunction> = new Map(
  formulaFunctions.map((one) => [one.name, one]),
);
const names: readonly string[] = [...functionByName.keys()];

export type CallCheck =
  | { readonly ok: true; readonly called: FormulaFunction }
  | { readonly ok: false; readonly refusal: Refusal };

/** Finds the function of a call and refuses what can never work. `name` is in upper case. */
export function checkCall(name: string, position: number, given: readonly Part[]): CallCheck {
  const called = functionByName.get(name);
  if (!called) {
    const near = nearestName(name, names);
    const hint = near === undefined ? "" : `; did you mean ${near}?`;
    return refuse(`there is no function ${name}${hint}`, position);
  }
  const message = countProblem(called, given.length);
  if (message !== undefined) return refuse(message, position);
  for (const [index, part] of given.entries()) {
    const problem = literalProblem(called, index, part);
    if (problem !== undefined) return refuse(problem, part.position);
  }
  return { ok: true, called };
}

function refuse(message: string, position: number): CallCheck {
  return { ok: false, refusal: { message, position } };
}

function countProblem(called: FormulaFunction, count: number): string | undefined {
  const { name, parameters } = called;
  const min = parameters.filter(({ arity }) => arity === "one" || arity === "some").length;
  const isOpen = parameters.some(({ arity }) => arity === "some" || arity === "many");
  const max = isOpen ? Number.POSITIVE_INFINITY : parameters.length;
  const problem = called.refuseCount(count);
  if (count >= min && count <= max) return problem && `${name}: ${problem}`;
  const wanted = min === max ? `${min}` : `${min} ${isOpen ? "or more" : `to ${max}`}`;
  return `${name} takes ${wanted} argument${wanted === "1" ? "" : "s"}, ${count} given`;
}

function literalProblem(called: FormulaFunction, index: number, part: Part): string | undefined {
  if (part.kind !== "literal") return undefined;
  const value: Json = part.value;
  const problem = parameterAt(called.parameters, index).refuse?.(value);
  return problem && `${called.name}: ${problem}`;
}
