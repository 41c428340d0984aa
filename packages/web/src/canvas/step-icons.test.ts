import { stepTypes, triggerTypes } from "@stepwell/catalog";
import { expect, it } from "vitest";
import { icons } from "./step-icons.ts";

it("every step type and trigger type has its picture", () => {
  const wanted = [...stepTypes, ...triggerTypes].map(({ icon }) => icon);
  expect(wanted.filter((icon) => !Object.hasOwn(icons, icon))).toEqual([]);
});
