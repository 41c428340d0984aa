import { numberType, textType } from "../../type.ts";
import { callError, defineFunction, type FormulaFunction } from "../function-type.ts";
import { formatDate } from "../format-date.ts";
import { formatNumber } from "../format-number.ts";
import { keyArgument, textArgument } from "../parameter.ts";
import { instantOf } from "./date.ts";

/** Functions between text and other types. */

const formatCharactersMax = 200;
/** More than any number needs; the pattern below takes the square of the length at worst. */
const numeralCharactersMax = 400;

export const formatFunctions: readonly FormulaFunction[] = [
  defineFunction({
    name: "VALUE",
    parameters: [textArgument("text")],
    result: numberType,
    summary: "The number that a text is: 12, -1.5, 1e3 or 50%, with a decimal point.",
    example: ['VALUE("12.50")', 12.5],
    evaluate: ([text], call) => {
      if (text.length > numeralCharactersMax) throw callError(call, "the text is not a number");
      const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(%?)\s*$/.exec(text);
      if (!match) throw callError(call, "the text is not a number");
      return Number(match[1]) / (match[2] === "%" ? 100 : 1);
    },
  }),
  defineFunction({
    name: "TEXT",
    parameters: [keyArgument("value"), textArgument("format")],
    result: textType,
    summary: "A number (0 # , . %) or a date (yyyy mm dd hh mm ss, mmm, ddd) as text in a format.",
    example: ['TEXT(1234.5, "#,##0.00 €")', "1,234.50 €"],
    evaluate: ([value, format], call) => {
      if (format.length > formatCharactersMax)
        throw callError(call, `a format has at most ${formatCharactersMax} characters`);
      if (typeof value === "number") return formatNumber(value, format);
      return formatDate(instantOf(value, call), format, call.evaluation.scope.timeZone);
    },
  }),
];
