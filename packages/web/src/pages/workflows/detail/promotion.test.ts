import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { connectionsIn, withConnections } from "./promotion.ts";

const inner = { id: "b", type: "http", config: { connection: "mail" } };
const definition: Definition = {
  format: "stepwell/v1",
  name: "a",
  trigger: { type: "manual", config: {} },
  steps: [
    { id: "a", type: "http", config: { connection: "crm", url: "x" } },
    { id: "c", type: "condition", config: {}, branches: [{ id: "yes", steps: [inner] }] },
  ],
};

describe("promotion", () => {
  it("finds the connections, also in branches", () => {
    expect(connectionsIn(definition)).toEqual(["crm", "mail"]);
  });

  it("gives them their names of the other environment and leaves the rest", () => {
    const promoted = withConnections(definition, { mail: "mail_live" });
    expect(connectionsIn(promoted)).toEqual(["crm", "mail_live"]);
    expect(withConnections(promoted, { mail_live: "mail" })).toEqual(definition);
  });
});
