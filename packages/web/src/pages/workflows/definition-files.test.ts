import { describe, expect, it } from "vitest";
import { fileName, readDefinitions } from "./definition-files.ts";

const definition = { format: "stepwell/v1", name: "a", trigger: { type: "manual" }, steps: [] };

describe("files of definitions", () => {
  it.each([
    ["Large orders!", "large-orders.flow.json"],
    ["Überfällig (EU)", "uberfallig-eu.flow.json"],
    ["///", "workflow.flow.json"],
  ])("%s is kept in %s", (name, file) => {
    expect(fileName({ name })).toBe(file);
  });

  it("have one definition or a list of them", async () => {
    expect(await readDefinitions(JSON.stringify(definition))).toMatchObject({
      definitions: [definition],
    });
    const two = await readDefinitions(JSON.stringify([definition, definition]));
    expect(two.ok && two.definitions).toHaveLength(2);
  });

  it("may be YAML", async () => {
    const yaml = "format: stepwell/v1\nname: a\ntrigger: { type: manual }\nsteps: []\n";
    expect(await readDefinitions(yaml)).toEqual({ ok: true, definitions: [definition] });
  });

  it.each([
    ["{ name: ", "unreadable"],
    ["name: yaml", "no_definition"],
    ["", "no_definition"],
    ["[]", "no_definition"],
    ["12", "no_definition"],
    [`[{"trigger":{},"steps":[]},{"other":1}]`, "no_definition"],
  ])("%s is refused", async (text, reason) => {
    expect(await readDefinitions(text)).toEqual({ ok: false, reason });
  });
});
