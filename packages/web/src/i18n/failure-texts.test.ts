import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sentenceReader } from "./sentence-patterns.ts";

/* The messages of failed steps, read out of the sources that make them, each with a translation. */

const packages = join(import.meta.dirname, "../../..");

/** Where a message begins, as the sources of step errors write it. */
const beginnings = [
  /\bmessage(?:: | = |: string = )/,
  /new StepError\(\{ code: "\w+", message: /,
  /\b(?:invalid|refused|fail|canceled|timedOut|busy)\((?:"\w+", |field, |text, |target, |name, )?/,
  /\b(?:formulaError|limitError|typeError|limitReached|failure)\((?:evaluation, |"\w+", )?/,
];
const literal = String.raw`("(?:[^"\\\n]|\\.)*"|\u0060(?:[^\u0060\\]|\\.)*\u0060)`;
const messages = new RegExp(
  `(?:${beginnings.map((one) => one.source).join("|")})\\s*${literal}`,
  "g",
);

/** Made of parts, or parts: each is tried as a whole below. */
const composed = new Set([
  "The condition of the loop is still met.",
  "The header text cannot be sent: text.",
  "The loop has text items.",
  "The text ran longer than text ms. text",
  "it is reserved for the server",
  "not an address",
  "text (text)",
  "text text",
  "text: text.",
  'the comparison ${where === "" ? "" : ',
  "the header text text",
]);

const whole = [
  "The condition of the loop is still met. A limit.",
  "The loop has 10001 items. A limit.",
  "The header x-y cannot be sent: it is reserved for the server.",
  "The script ran longer than 10000 ms. A limit.",
  "the body of a multipart form has an entry without a name",
  "the field to has quotes that do not end",
  "steps[2] (add): amount is missing; a number is needed.",
  'input: "soon" is given; a date such as 2026-03-29 or 2026-03-29T12:30:00Z is needed.',
  'the header "host" is set by Stepwell and cannot be given',
  "10.0.0.1:80 may not be reached: its address is a private address. An operator can allow hosts and address ranges with STEPWELL_OUTBOUND_ALLOW.",
  "the comparison (greater_than) cannot be answered: the left side is text; a number is needed",
  "the comparison and[0] (in) cannot be answered: the left side is nothing, the right side is text; a list is needed",
  "trigger.body.amount is text; number is needed; VALUE() reads it as a number (at character 1)",
  'the run of workflow "Bill" ended as failed: the server answered with status 500',
];

function messagesIn(path: string): readonly string[] {
  const source = readFileSync(path, "utf8");
  if (!/StepError|StepFailure|stepFailure|isFailure/.test(source)) return [];
  return [...source.matchAll(messages)].map(([, text = ""]) => said(text));
}

/** The message as it may come: with a word in each place. */
function said(text: string): string {
  return text
    .slice(1, -1)
    .replaceAll(/\\(["`\\])/g, "$1")
    .replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, "text");
}

const paths = ["catalog", "core", "isolate", "host"]
  .flatMap((name) => globSync(join(packages, name, "src/**/*.ts")))
  .filter((path) => !/\.(?:test|suite)\.ts$/.test(path));
const isSentence = (text: string): boolean => /[a-z] [a-z]/i.test(text);
const found = [...new Set(paths.flatMap(messagesIn))].filter(isSentence);

function textsOf(language: string): ReadonlyMap<string, string> {
  const read = (name: string): Readonly<Record<string, string>> => {
    const path = join(import.meta.dirname, "server", language, `${name}.json`);
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  };
  return new Map(Object.entries({ ...read("failures"), ...read("findings") }));
}

describe("what failed steps say", () => {
  it.each(["de", "fr", "sv"])("is told in the language of the person: %s", (language) => {
    const say = sentenceReader(textsOf(language));
    expect(found.length).toBeGreaterThan(90);
    const wanted = [...found.filter((text) => !composed.has(text)), ...whole];
    expect(wanted.filter((text) => say(text) === undefined)).toEqual([]);
  });

  it("keeps what others wrote", () => {
    const say = sentenceReader(textsOf("de"));
    expect(say("TypeError: x is not a function (line 3)")).toBe(
      "TypeError: x is not a function (Zeile 3)",
    );
    expect(say("no such order")).toBeUndefined();
  });
});
