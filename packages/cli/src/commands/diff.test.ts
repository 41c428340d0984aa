import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useWorkflowFiles, write } from "./workflow-files.suite.ts";

const files = useWorkflowFiles();

describe("stepwell diff", () => {
  it("tells what is new, what has changed in words, and what no file has", async () => {
    await files.empty();
    await files.make("Same");
    await files.make("Other");
    await files.make("Missing");
    const path = files.folder();
    write(join(path, "same.flow.yaml"), "Same");
    write(join(path, "other.flow.yaml"), "Other", "4");
    write(join(path, "new.flow.yaml"), "New");
    const found = await files.run("diff", path);
    expect(found.code).toBe(1);
    expect(found.out).toBe(`new      new.flow.yaml: “New” is not in sandbox
changed  other.flow.yaml: “Other”
  step sum: config.expression "1 + 2" → "4"
missing  “Missing” is in sandbox, in no file
`);
    const json = (await files.run("diff", path, "--json")).json();
    expect(json).toMatchObject({
      new: [{ name: "New", path: "new.flow.yaml" }],
      changed: [{ name: "Other", changes: [{ kind: "step_config_changed", stepId: "sum" }] }],
      missing: [{ name: "Missing" }],
    });
  });

  it("with --active looks at what runs, not at drafts", async () => {
    await files.empty();
    const path = files.folder();
    write(join(path, "a.flow.yaml"), "Running", "1");
    await files.run("push", path, "--activate");
    write(join(path, "a.flow.yaml"), "Running", "2");
    write(join(path, "b.flow.yaml"), "Resting", "1");
    await files.run("push", path);
    expect((await files.run("diff", path)).code).toBe(0);
    expect((await files.run("diff", path, "--active")).out).toBe(
      `new      b.flow.yaml: “Resting” is not active in sandbox
changed  a.flow.yaml: “Running”
  step sum: config.expression "1" → "2"
`,
    );
  });

  it("tells shape errors with file and line, and that there is no directory", async () => {
    const path = files.folder();
    writeFileSync(
      join(path, "bad.flow.yaml"),
      "format: stepwell/v1\nname: Bad\ntrigger: { type: manual }\nsteps:\n  - id: One\n    type: end\n",
    );
    const bad = await files.run("diff", path);
    expect([bad.code, bad.out]).toEqual([1, ""]);
    expect(bad.err).toMatch(/^bad\.flow\.yaml:5: steps\.0\.id: /m);
    const without = "format: stepwell/v1\nname: Bad\ntrigger: {}\nsteps: []\n";
    writeFileSync(join(path, "bad.flow.yaml"), without);
    const around = await files.run("diff", path);
    expect(around.err).toMatch(/^bad\.flow\.yaml:3: trigger\.type: /m);
    const none = await files.run("diff", join(path, "none"));
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining("There is no directory") });
  });
});
