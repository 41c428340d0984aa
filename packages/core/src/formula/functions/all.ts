import type { FormulaFunction } from "../function-type.ts";
import { dateFunctions } from "./date.ts";
import { formatFunctions } from "./format.ts";
import { jsonFunctions } from "./json.ts";
import { listFunctions } from "./list.ts";
import { logicFunctions } from "./logic.ts";
import { numberFunctions } from "./number.ts";
import { searchFunctions } from "./search.ts";
import { statisticFunctions } from "./statistic.ts";
import { textFunctions } from "./text.ts";

export interface FunctionFamily {
  readonly title: string;
  readonly functions: readonly FormulaFunction[];
}

/** Every function of the formula language, in the order of the reference page. */
export const functionFamilies: readonly FunctionFamily[] = [
  { title: "Logic", functions: logicFunctions },
  { title: "Numbers", functions: [...numberFunctions, ...statisticFunctions] },
  { title: "Text", functions: [...textFunctions, ...searchFunctions, ...formatFunctions] },
  { title: "Dates", functions: dateFunctions },
  { title: "Lists", functions: listFunctions },
  { title: "JSON", functions: jsonFunctions },
];

export const formulaFunctions: readonly FormulaFunction[] = functionFamilies.flatMap(
  ({ functions }) => functions,
);
