import { jsonEqual } from "../json.ts";
import { changeOperator, type Operator, readAny, readNothing, readPair } from "./operator.ts";

/** Operators of update events: the value of the trigger against the one before the update. */

export const changeOperators: readonly Operator[] = [
  changeOperator({
    name: "changed",
    title: "has changed",
    types: [],
    right: "none",
    read: readNothing,
    evaluate: () => true,
  }),
  changeOperator({
    name: "changed_to",
    title: "has changed to",
    types: [],
    right: "one",
    read: readAny,
    evaluate: ({ to }, right) => jsonEqual(to, right),
  }),
  changeOperator({
    name: "changed_from",
    title: "has changed from",
    types: [],
    right: "one",
    read: readAny,
    evaluate: ({ from }, right) => jsonEqual(from, right),
  }),
  changeOperator({
    name: "changed_from_to",
    title: "has changed from … to …",
    types: [],
    right: "two",
    read: readPair,
    evaluate: ({ from, to }, [wasRight, isRight]) =>
      jsonEqual(from, wasRight) && jsonEqual(to, isRight),
  }),
];
