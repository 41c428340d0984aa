import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/* SPEC.md's checklist holds both ways, and names tests that are there. */

const spec = readFileSync(join(import.meta.dirname, "SPEC.md"), "utf8");

function section(title: string): readonly (readonly string[])[] {
  const body = spec.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = body.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const held = section("Invariants").flatMap(([id = "", , tests = ""]) =>
  tests.split("; ").map((test) => `${test} holds ${id}`),
);
const listed = section("Checklist").flatMap(([test = "", ids = ""]) =>
  ids.split(", ").map((id) => `${test} holds ${id}`),
);

const files: Readonly<Record<string, string>> = { laws: "laws", tables: "advance" };

describe("the specification of the interpreter", () => {
  it("names for each invariant the tests of the checklist, and the other way round", () => {
    expect(held.length).toBeGreaterThan(20);
    expect(held.toSorted()).toEqual(listed.toSorted());
  });

  it.each(section("Checklist").map(([test = ""]) => test))(
    "names a test that is there: %s",
    (test) => {
      const [file = "", title = ""] = test.split(": ");
      const path = join(import.meta.dirname, "src/interpreter", `${files[file] ?? file}.test.ts`);
      expect(readFileSync(path, "utf8")).toContain(title);
    },
  );
});
