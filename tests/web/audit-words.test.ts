import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as api from "@stepwell/api";
import { expect, it } from "vitest";

const path = join(import.meta.dirname, "../../packages/web/src/i18n/en/settings.json");

function isOperation(one: unknown): one is api.Operation {
  return typeof one === "object" && one !== null && "permission" in one && "path" in one;
}

/** The other languages have the same keys: a test beside the texts sees to it. */
it("the audit log has words for each operation that it tells, and for no other", () => {
  const audited = Object.values<unknown>(api)
    .filter(isOperation)
    .filter(({ method, audit }) => method !== "GET" && audit?.of !== "nobody");
  const { done } = JSON.parse(readFileSync(path, "utf8")) as {
    readonly done: Readonly<Record<string, object>>;
  };
  const told = Object.entries(done).flatMap(([area, words]) =>
    Object.keys(words).map((name) => `${area}.${name}`),
  );
  expect(audited.length).toBeGreaterThan(40);
  // The command line writes the last one.
  const ids = [...audited.map(({ id }) => id), "users.reset_password"];
  expect(told.toSorted()).toEqual(ids.toSorted());
});
