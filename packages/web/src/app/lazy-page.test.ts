import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { pageTexts } from "./page-texts.suite.ts";

/* Each page loads the texts of every component that it may show. */

const source = join(import.meta.dirname, "..");

const withOwnTexts = /withTexts\(\s*\(\) => import\("[^"]+"\)/g;

function textsBelow(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file) || !existsSync(file) || file.endsWith("routes.ts")) return new Set();
  seen.add(file);
  // What comes with texts of its own names them itself.
  const text = readFileSync(file, "utf8").replaceAll(withOwnTexts, "");
  const own = [...text.matchAll(/useTranslation\("(\w+)"\)/g)].map(([, name = ""]) => name);
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)];
  const inner = imports.flatMap(([, path = ""]) => [
    ...textsBelow(join(dirname(file), path), seen),
  ]);
  return new Set([...own, ...inner]);
}

const pages = pageTexts().map(({ page, texts }) => [relative(source, page), page, texts] as const);

describe("the texts that a page loads", () => {
  it("are told for every page", () => {
    expect(pages.length).toBeGreaterThan(15);
  });

  it.each(pages)("%s names all that it shows", (_name, page, texts) => {
    expect(texts.toSorted()).toEqual([...textsBelow(page)].toSorted());
  });
});

it("no part of a page is loaded without a way back where its file is gone", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!lazy-part)\.tsx$/.test(name),
  );
  const plain = files.filter((name) =>
    /import \{[^}]*\blazy\b[^}]*\} from "react"/.test(readFileSync(join(source, name), "utf8")),
  );
  expect(plain).toEqual([]);
});
