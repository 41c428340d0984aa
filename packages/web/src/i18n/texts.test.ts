import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/* Every language has every text of the English one, with the same placeholders. */

type Tree = { readonly [key: string]: string | Tree };

const here = import.meta.dirname;
const files = readdirSync(join(here, "en"));
const others = ["de", "fr", "sv"];

function read(language: string, file: string): Tree {
  return JSON.parse(readFileSync(join(here, language, file), "utf8")) as Tree;
}

function flat(tree: Tree, path = ""): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`),
  );
}

/** French and others have plurals that English lacks. */
const plural = /_(zero|one|two|few|many|other)$/;
const keysOf = (tree: Tree): readonly string[] =>
  [...new Set(flat(tree).map(([key]) => key.replace(plural, "_n")))].toSorted();
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name = ""]) => name).toSorted();

describe.each(others)("texts in %s", (language) => {
  it("have the same files as in English", () => {
    expect(readdirSync(join(here, language)).toSorted()).toEqual(files.toSorted());
  });

  it.each(files)("%s has every key", (file) => {
    expect(keysOf(read(language, file))).toEqual(keysOf(read("en", file)));
  });

  it.each(files)("%s has the same placeholders, and no empty text", (file) => {
    const english = new Map(flat(read("en", file)));
    for (const [key, text] of flat(read(language, file))) {
      expect(text.trim(), key).not.toBe("");
      const original = english.get(key) ?? english.get(key.replace(plural, "_other"));
      if (!plural.test(key)) expect(placeholders(text), key).toEqual(placeholders(original ?? ""));
    }
  });
});

const sources = readdirSync(join(here, ".."), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(here, "..", name), "utf8"))
  .join("\n");

/** Named whole, or by its beginning where the rest is a variable: `status.${status}`, `ask_${what}`. */
function isUsed(key: string): boolean {
  const last = key.split(".").at(-1) ?? "";
  if (sources.includes(last)) return true;
  const beginnings = [...key.matchAll(/[._]/g)].map(({ index }) => key.slice(0, index + 1));
  return beginnings.some((beginning) => sources.includes(`${beginning}\${`));
}

describe("texts in English", () => {
  it.each(files)("%s has no text that nothing shows", (file) => {
    const unused = flat(read("en", file)).filter(([key]) => !isUsed(key.replace(plural, "")));
    expect(unused.map(([key]) => key)).toEqual([]);
  });
});
