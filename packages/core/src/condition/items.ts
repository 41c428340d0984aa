import { type Evaluation, spend } from "../formula/budget.ts";
import type { Json } from "../json.ts";
import type { Scope } from "../scope.ts";
import type { CompiledCondition } from "./compiled.ts";

type Look = (isMet: (item: Json) => boolean) => boolean;

/** Evaluates a nested condition for items of a list: each in turn is the variable `item`. */
export function bindItems(where: CompiledCondition) {
  return (evaluation: Evaluation, look: Look): boolean => {
    const outer = evaluation.scope;
    const inner = itemScope(outer);
    evaluation.scope = inner;
    const result = look((item) => {
      spend(evaluation, 1);
      inner.item = item;
      return where.evaluate(evaluation);
    });
    evaluation.scope = outer;
    return result;
  };
}

type ItemScope = Omit<Scope, "item"> & { item: Json | undefined };

/** A scope like the outer one, made once for all items of a list. */
function itemScope(outer: Scope): ItemScope {
  return {
    now: outer.now,
    timeZone: outer.timeZone,
    trigger: outer.trigger,
    event: outer.event,
    run: outer.run,
    workflow: outer.workflow,
    env: outer.env,
    limits: outer.limits,
    previous: outer.previous,
    item: undefined,
    step: (id) => outer.step(id),
    enclosing: (id) => outer.enclosing(id),
    variable: (name) => outer.variable(name),
  };
}
