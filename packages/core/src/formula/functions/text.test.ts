import { describe, expect, it } from "vitest";
import type { Json } from "../../json.ts";
import { failureOf, run } from "./sample-run.ts";

describe("functions of text", () => {
  it.each<[string, Json]>([
    ["CONCAT(1, NULL, trigger.object)", '1{"a":1}'],
    ['TEXTJOIN(",", FALSE, "a", "", NULL)', "a,,"],
    ["LEN(trigger.emoji)", 3],
    ["LEFT(trigger.emoji, 2)", "a👋"],
    ["RIGHT(trigger.emoji, 2)", "👋b"],
    ['LEFT("abc")', "a"],
    ['RIGHT("abc")', "c"],
    ['RIGHT("abc", 9)', "abc"],
    ["MID(trigger.emoji, 2, 1)", "👋"],
    ['FIND("b", trigger.emoji)', 3],
    ['FIND("b", trigger.emoji, 3)', 3],
    ['FIND("a", "abca", 2)', 4],
    ['SEARCH("C", "abca")', 3],
    ['SUBSTITUTE("a-b-c", "-", "+")', "a+b+c"],
    ['SUBSTITUTE("a-b-c", "-", "+", 5)', "a-b-c"],
    ['REPT("", 1000000000)', ""],
    ['SPLIT("a👋", "")', ["a", "👋"]],
    ['PROPER("jean-luc o\'neil")', "Jean-Luc O'neil"],
    ["CONTAINS({1, 2}, 2)", true],
    ['CONTAINS({1, 2}, "2")', false],
    ['CONTAINS({OBJECT("a", 1)}, trigger.object)', true],
    ['REGEXEXTRACT("abc", "b.")', "bc"],
    ['REGEXEXTRACT("abc", "(x)?b")', null],
    ['REGEXEXTRACT("abc", "z")', null],
    ['REGEXREPLACE("a1b2", "\\d", "<$0$$>")', "a<1$>b<2$>"],
    ['REGEXREPLACE("ab", "(x)|(b)", "[$1$9]")', "a[]"],
    ['REGEXREPLACE("abc", "x*", "-")', "-a-b-c-"],
    ['VALUE(" -1.5e2 ")', -150],
    ['VALUE("50%")', 0.5],
  ])("%s is %j", (source, result) => expect(run(source)).toEqual(result));

  it.each([
    ['FIND("z", "abc")', "formula_error: the text is not found (at character 1)"],
    [
      'FIND("z", "abc", 0)',
      "formula_error: start must be a whole number of 1 or more (at character 1)",
    ],
    [
      'LEFT("abc", -1)',
      "formula_error: count must be a whole number of 0 or more (at character 1)",
    ],
    ['VALUE("1,000")', "formula_error: the text is not a number (at character 1)"],
    ['VALUE("1e999")', "formula_error: the number is too large (at character 1)"],
    [
      'CONTAINS("abc", 1)',
      "formula_error: a text is needed to look for in a text (at character 1)",
    ],
    [
      'REGEXMATCH("a", "(" & "a")',
      "formula_error: the pattern is not valid: error parsing regexp: missing closing ): `(a` (at character 1)",
    ],
    [
      'REGEXMATCH("a", REPT("a", 1001))',
      "formula_error: the pattern has more than 1000 characters (at character 1)",
    ],
    [
      'REGEXMATCH("a", REPT("a{999}", 3))',
      "formula_error: the pattern has too many repetitions (at character 1)",
    ],
    ['REGEXMATCH("a", 1)', "formula_type_error: 1 is number; text is needed (at character 17)"],
    [
      'TEXT(1, REPT("0", 201))',
      "formula_error: a format has at most 200 characters (at character 1)",
    ],
  ])("%s fails with %s", (source, failure) => expect(failureOf(source)).toBe(failure));

  it.each([
    ["1234567.891", "#,##0.00", "1,234,567.89"],
    ["-1234.5", "$#,##0.0", "-$1,234.5"],
    ["0.5", "#.##", ".5"],
    ["0.5", "0.0#", "0.5"],
    ["7", "000", "007"],
    ["7", "0.0#", "7.0"],
    ["2", "0.##", "2"],
    ["0.256", "0%", "26%"],
    ["1e21", "0", "1000000000000000000000"],
    ["1e21", "0.00", "1000000000000000000000.00"],
    ["-0.001", "0.0", "0.0"],
    ["5", "none", "none"],
    ["0.5", ".00", ".50"],
  ])("TEXT(%s, %s) is %s", (value, format, text) =>
    expect(run(`TEXT(${value}, "${format}")`)).toBe(text),
  );

  it.each([
    ["YYYY-MM-DD", "2026-03-09"],
    ["d.m.yy", "9.3.26"],
    ["dddd, mmmm d", "Monday, March 9"],
    ["ddd d mmm", "Mon 9 Mar"],
    ["hh:mm:ss.000", "15:05:07.008"],
    ["h:m", "15:5"],
    ["m:ss", "5:07"],
  ])("TEXT of a date in the format %s is %s", (format, text) =>
    expect(run(`TEXT("2026-03-09T14:05:07.008Z", "${format}")`)).toBe(text),
  );
});
