import { expect, it } from "vitest";
import { differencesOf, type RunReport } from "./hindcast-difference.ts";

const end = (body: string, status = 200, output: string | null = null) =>
  ({
    status: "succeeded",
    reason: "end_step",
    message: null,
    output,
    response: { status, headers: {}, body },
  }) as const;
const differences = (before: object | null, after: object | null) =>
  differencesOf({ before, after } as RunReport);

it("tells the body where only that differs, and the whole response otherwise", () => {
  expect(differences(end("small"), end("large"))).toEqual([
    { what: "response", before: "small", after: "large" },
  ]);
  expect(differences(end("small"), end("large", 201))).toMatchObject([
    { what: "response", before: { status: 200 }, after: { status: 201 } },
  ]);
});

it("tells an other output, and nothing where one of the two did not run", () => {
  expect(differences(end("a"), end("a", 200, "x"))).toEqual([
    { what: "output", before: null, after: "x" },
  ]);
  expect(differences(end("a"), end("a"))).toEqual([]);
  expect(differences(null, end("a"))).toEqual([]);
});
