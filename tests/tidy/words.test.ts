import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesBelow, root } from "./source-files.ts";

/** Other products' words for our things (GLOSSARY.md), banned as identifiers. */
const banned: Readonly<Record<string, string>> = {
  WorkflowNode: "step",
  nodeType: "step type",
  nodeId: "step id",
  jobId: "step run",
  executionId: "run",
  Execution: "run",
  flowId: "workflow",
  Revisions: "versions",
  collectionName: "table",
  credentialId: "connection",
};

const glossary = readFileSync(join(root, "GLOSSARY.md"), "utf8");

describe("words", () => {
  it.each(Object.entries(banned))("%s is not used: the word is %s", (word) => {
    const pattern = new RegExp(`\\b${word}\\b`);
    const found = filesBelow("packages", /\.(ts|sql)$/).filter(({ text }) => pattern.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it("the glossary has a row for every word of the product", () => {
    const words = [
      "workflow",
      "draft, version",
      "trigger",
      "step",
      "branch",
      "event",
      "decision",
      "run",
      "step run",
      "effect",
      "journal",
      "variable, scope",
      "environment",
      "table, record, field",
      "data source",
      "connection",
      "task",
      "Workbench",
      "hindcast",
    ];
    for (const word of words) expect(glossary).toMatch(new RegExp(`^\\| ${word} +\\|`, "m"));
  });
});
