import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { registry } from "@stepwell/catalog";
import {
  checkDefinition,
  defaultLimits,
  type Json,
  parseDefinition,
  required,
} from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { root } from "../tidy/source-files.ts";

/* The templates of the dashboard: each can be published as it is, but for connections and secrets. */

const folder = join(root, "packages/web/src/pages/templates");
const names = readdirSync(join(folder, "definitions"));
const list = readFileSync(join(folder, "templates.ts"), "utf8");

describe("templates", () => {
  it("are at least 15, and each file is in the list", () => {
    expect(names.length).toBeGreaterThanOrEqual(15);
    const listed = [...list.matchAll(/\{ id: "([\w-]+)"/g)].map(([, id = ""]) => id);
    expect(names.map((name) => name.replace(".flow.json", ""))).toEqual(listed.toSorted());
  });

  it.each(names)("%s is a workflow without errors", (name) => {
    const content = JSON.parse(readFileSync(join(folder, "definitions", name), "utf8")) as Json;
    const parsed = parseDefinition(content);
    const definition = required(parsed.ok ? parsed.definition : undefined, JSON.stringify(parsed));
    const findings = checkDefinition(definition, registry, defaultLimits);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(list).toContain(`trigger: "${definition.trigger.type}"`);
  });
});
