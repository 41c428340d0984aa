import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stepTypes, triggerTypes } from "@stepwell/catalog";
import { operators } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { OperatorEntry, StepTypeEntry } from "../api/catalog.ts";
import { sayEntry, sayOperator } from "../api/catalog-words.ts";
import { plantedMistakes } from "../../../../tests/checker/planted-mistakes.suite.ts";
import { check } from "../../../../tests/checker/mistake.suite.ts";
import { sentenceReader } from "./sentence-patterns.ts";

/* What the server says in English has a translation each, and no translation is of something else. */

const others = ["de", "fr", "sv"] as const;

function read(language: string, name: string): Readonly<Record<string, string>> {
  const path = join(import.meta.dirname, "server", language, `${name}.json`);
  return JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
}

/** The catalog as the server gives it, and all that is said of it. */
function wordsOfCatalog(): ReadonlySet<string> {
  const said = new Set<string>();
  const say = (english: string): string => {
    said.add(english);
    return english;
  };
  for (const type of [...stepTypes, ...triggerTypes]) {
    const config = z.toJSONSchema(type.config, { io: "input", unrepresentable: "any" });
    sayEntry({ ...type, config } as unknown as StepTypeEntry, say);
  }
  for (const operator of operators) sayOperator(operator as unknown as OperatorEntry, say);
  return said;
}

describe("the catalog", () => {
  const words = [...wordsOfCatalog()].toSorted();

  it.each(others)("is translated as a whole, and nothing else is: %s", (language) => {
    const texts = read(language, "catalog");
    expect(words.length).toBeGreaterThan(150);
    expect(Object.keys(texts).toSorted()).toEqual(words);
    expect(Object.values(texts).filter((text) => text.trim() === "")).toEqual([]);
  });

  it("has better words in English only for what there is", () => {
    expect(Object.keys(read("en", "catalog")).filter((text) => !words.includes(text))).toEqual([]);
  });
});

const places = (text: string): readonly string[] =>
  [...text.matchAll(/<=?(\w+)>/g)].map(([, name = ""]) => name).filter((name) => name !== "any");

describe("what the checker finds", () => {
  const findings = plantedMistakes.flatMap(({ parts }) => check(parts));
  const sentences = findings.flatMap(({ message, hint }) => [message, ...(hint ? [hint] : [])]);

  it.each(others)("is told in the language of the person: %s", (language) => {
    const say = sentenceReader(new Map(Object.entries(read(language, "findings"))));
    expect(sentences.length).toBeGreaterThan(90);
    expect(sentences.filter((sentence) => say(sentence) === undefined)).toEqual([]);
  });

  it.each(others)("has the same patterns, with the same places, in %s", (language) => {
    const texts = Object.entries(read(language, "findings"));
    expect(texts.map(([key]) => key)).toEqual(Object.keys(read("de", "findings")));
    for (const [key, text] of texts)
      expect(places(text).toSorted(), key).toEqual(places(key).toSorted());
  });
});
