import { expect, it } from "vitest";
import { shortcuts } from "../../../app/shortcuts.ts";
import { isEdit } from "./key-kinds.ts";

it("every key of the builder is known as one that edits or one that does not", () => {
  const keys = Object.keys({ ...shortcuts.builder, ...shortcuts.steps });
  expect(Object.keys(isEdit).toSorted()).toEqual(keys.toSorted());
});
