import { describe, expect, it } from "vitest";
import { matching, valuesOf } from "./matching.ts";

const base = { description: null, folder: null, tags: [], active: false };
const workflows = [
  {
    ...base,
    name: "Large orders",
    folder: "shop/orders",
    active: true,
    trigger: { type: "event" },
  },
  { ...base, name: "Dunning", folder: "billing", tags: ["money"], trigger: { type: "schedule" } },
  { ...base, name: "Refunds", folder: "shop", tags: ["money"], trigger: { type: "webhook" } },
];

describe("the search of workflows", () => {
  it.each([
    [{}, ["Large orders", "Dunning", "Refunds"]],
    [{ q: "ORDERS large" }, ["Large orders"]],
    [{ q: "money" }, ["Dunning", "Refunds"]],
    [{ status: "active" }, ["Large orders"]],
    [{ status: "inactive" }, ["Dunning", "Refunds"]],
    [{ trigger: "schedule" }, ["Dunning"]],
    [{ folder: "shop" }, ["Large orders", "Refunds"]],
    [{ folder: "sho" }, []],
    [{ tag: "money", folder: "shop" }, ["Refunds"]],
  ] as const)("%j finds %j", (search, names) => {
    expect(matching(workflows, search).map(({ name }) => name)).toEqual(names);
  });

  it("offers each value once", () => {
    expect(valuesOf(workflows, ({ tags }) => tags)).toEqual(["money"]);
  });
});
