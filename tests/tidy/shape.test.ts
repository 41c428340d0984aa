import { describe, expect, it } from "vitest";
import { filesBelow } from "./source-files.ts";

const sources = filesBelow("packages", /\.(tsx?|mjs)$/);

describe("shape of the source", () => {
  it("files are named after what they export, never after their vagueness", () => {
    const vague = /\/(utils?|helpers?|common|misc|shared|index)\.tsx?$/;
    const found = sources
      .map(({ path }) => path)
      .filter((path) => vague.test(path) && !/^packages\/\w+\/src\/index\.ts$/.test(path));
    expect(found).toEqual([]);
  });

  it("nothing is left for later in a comment", () => {
    const later = /\b(TODO|FIXME|XXX|HACK)\b/;
    expect(sources.filter(({ text }) => later.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("there are no lint exceptions in product code", () => {
    const exception = /(oxlint|eslint)-disable|@ts-(ignore|nocheck|expect-error)/;
    const product = sources.filter(({ path }) => !/\.(test|suite)\.ts$/.test(path));
    expect(product.filter(({ text }) => exception.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("no test is skipped or focused", () => {
    const skipped = /\b(it|test|describe)\.(only|todo|skip(?=\(\s*["'`]))\b/;
    const tests = [...sources, ...filesBelow("tests", /\.ts$/)].filter(
      ({ path }) => path.endsWith(".test.ts") && !path.startsWith("tests/tidy/"),
    );
    expect(tests.filter(({ text }) => skipped.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("only the system's clock reads the time; the dashboard's is the browser's", () => {
    const clock = /\bDate\.now\(\)|new Date\(\)/;
    const allowed = /^packages\/(host\/src\/system-clock\.ts$|web\/)|\.(test|suite)\.ts$/;
    const found = sources.filter(({ path, text }) => clock.test(text) && !allowed.test(path));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
