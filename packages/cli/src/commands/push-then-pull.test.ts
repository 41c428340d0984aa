import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useWorkflowFiles } from "./workflow-files.suite.ts";

const files = useWorkflowFiles();

/** Definitions that the checker lets through, with texts that formats find hard. */
const anyWorkflow = fc
  .array(
    fc.record({
      value: fc.oneof(
        fc.string({ unit: "grapheme" }).filter((text) => !text.includes("{{")),
        fc.constantFrom("a\r\nb", " x\n", "null", "1e3", "- a"),
        fc.integer(),
        fc.array(fc.boolean()),
      ),
      title: fc.string({ unit: "grapheme", maxLength: 20 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((values) => ({
    steps: values.map(({ value, title }, index) => ({
      title,
      config: { value, name: `v${index}` },
      type: "variable",
      id: `s${index}`,
    })),
    trigger: { type: "manual" },
    format: "stepwell/v1",
  }));

describe("push, then pull", () => {
  it("gives back every workflow, and leaves the files that were pushed as they are", async () => {
    const property = fc.asyncProperty(
      fc.array(anyWorkflow, { minLength: 1, maxLength: 3 }),
      async (workflows) => {
        await files.empty();
        const [own, other] = [files.folder(), files.folder()];
        const texts = workflows.map((workflow, index) =>
          JSON.stringify({ ...workflow, name: `W ${index}` }),
        );
        for (const [index, text] of texts.entries())
          writeFileSync(join(own, `${index}.flow.json`), text);
        const pushed = await files.run("push", own);
        expect([pushed.code, pushed.err]).toEqual([0, `sandbox: ${workflows.length} created.\n`]);
        expect((await files.run("pull", own)).out).toBe("");
        for (const [index, text] of texts.entries())
          expect(readFileSync(join(own, `${index}.flow.json`), "utf8")).toBe(text);
        await files.run("pull", other);
        const same = await files.run("push", other);
        expect(same.err).toBe(`sandbox: ${workflows.length} unchanged.\n`);
      },
    );
    await fc.assert(property, { numRuns: 15 });
  }, 60_000);
});
