import { readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { stepwell, useServer, definition } from "../command-line.suite.ts";

const { dataDir, at, file, jsonFile } = useServer();

describe("stepwell workflow", () => {
  it("import makes a workflow of a JSON or a YAML file; export gives it back", async () => {
    const yaml = `# with a comment\nformat: stepwell/v1\nname: By file\ntrigger: { type: manual }
steps:\n  - id: sum\n    type: calculate\n    config: { engine: formula, expression: 1 + 2 }\n`;
    const exported: unknown[] = [];
    for (const path of [jsonFile(), file("two.flow.yaml", yaml)]) {
      const imported = await stepwell("workflow", "import", path, ...at());
      expect(imported.code).toBe(0);
      expect(imported.out).toMatch(/^wf_[0-9a-z]{26}\n$/);
      exported.push((await stepwell("workflow", "export", imported.last, ...at())).json());
    }
    expect(exported[0]).toEqual(exported[1]);
    expect(exported[0]).toMatchObject({ name: "By file", steps: definition.steps });
  });

  it("export writes a file, YAML by its ending, that can be imported again", async () => {
    const { last: id } = await stepwell("workflow", "import", jsonFile(), ...at());
    const path = join(dirname(dataDir), "out.flow.yaml");
    const written = await stepwell("workflow", "export", id, "--out", path, ...at());
    expect([written.code, written.out]).toEqual([0, ""]);
    expect(readFileSync(path, "utf8")).toMatch(/^format: stepwell\/v1$/m);
    expect((await stepwell("workflow", "import", path, ...at())).code).toBe(0);
    const text = await stepwell("workflow", "export", id, "--yaml", ...at());
    expect(text.out).toBe(readFileSync(path, "utf8"));
  });

  it("import --activate publishes; a webhook's address is told", async () => {
    const webhook = { ...definition, trigger: { type: "webhook", config: {} } };
    const path = file("hook.flow.json", JSON.stringify(webhook));
    const { err, last } = await stepwell("workflow", "import", path, "--activate", ...at());
    const url = /Webhook: (\S+)/.exec(err)?.[1] ?? "";
    expect((await fetch(url, { method: "POST" })).status).toBe(200);
    const list = await stepwell("workflow", "list", ...at());
    expect(list.out).toMatch(new RegExp(`^${last} +active \\(v1\\) +webhook +By file$`, "m"));
  });

  it("import tells the findings of a definition that cannot be published yet", async () => {
    const steps = [{ id: "out", type: "output", config: { value: "{{ steps.nobody }}" } }];
    const path = file("bad.flow.json", JSON.stringify({ ...definition, steps }));
    const saved = await stepwell("workflow", "import", path, ...at());
    expect(saved.code).toBe(0);
    expect(saved.err).toMatch(/^error: steps.*nobody/m);
    const refused = await stepwell("workflow", "publish", saved.last, ...at());
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toContain("nobody");
  });

  it("import --activate leaves nothing behind where the definition cannot be published", async () => {
    const steps = [{ id: "out", type: "output", config: { value: "{{ steps.nobody }}" } }];
    const path = file("refused.flow.json", JSON.stringify({ ...definition, steps }));
    const before = await stepwell("workflow", "list", ...at());
    for (const time of ["first", "again"]) {
      const refused = await stepwell("workflow", "import", path, "--activate", ...at());
      expect([time, refused.code, refused.out]).toEqual([time, 1, ""]);
      expect(refused.err).toMatch(/nobody[^]*Nothing was imported\.$/m);
    }
    expect((await stepwell("workflow", "list", ...at())).out).toBe(before.out);
  });

  it("publish and activate say which version it is", async () => {
    const { last: id } = await stepwell("workflow", "import", jsonFile(), ...at());
    const first = await stepwell("workflow", "publish", id, "--note", "the first", ...at());
    const second = await stepwell("workflow", "publish", id, "--activate", ...at());
    const older = await stepwell("workflow", "activate", id, "--version-number", "1", ...at());
    const newest = await stepwell("workflow", "activate", id, ...at());
    expect([first, second, older, newest].map(({ out }) => out.trim())).toEqual([
      "Version 1",
      "Version 2, active",
      "Version 1 is active",
      "Version 2 is active",
    ]);
    const none = await stepwell("workflow", "activate", id, "--version-number", "x", ...at());
    expect(none.code).toBe(1);
  });

  it("every command answers with JSON where that is asked for", async () => {
    const made = (await stepwell("workflow", "import", jsonFile(), "--json", ...at())).json() as {
      id: string;
    };
    const published = await stepwell("workflow", "publish", made.id, "--json", ...at());
    expect(published.json()).toMatchObject({ id: made.id, version: 1 });
    const active = await stepwell("workflow", "activate", made.id, "--json", ...at());
    expect(active.json()).toMatchObject({ activeVersion: 1 });
    const list = (await stepwell("workflow", "list", "--json", ...at())).json() as { id: string }[];
    expect(list.map(({ id }) => id)).toContain(made.id);
  });

  it.each([
    ["a file that is not there", () => join(dirname(dataDir), "nowhere.json"), /nowhere\.json/],
    ["a file that is no JSON and no YAML", () => file("x.json", "{"), /cannot be read/],
    ["a file with nothing in it", () => file("y.yaml", ""), /no definition/],
    ["a file with a text", () => file("z.yaml", "hello"), /no definition/],
    ["another definition", () => file("w.json", '{"format":"stepwell/v9"}'), /definition\.format/],
    ["a bomb of aliases", () => file("b.yaml", bomb()), /cannot be read/],
  ])("import of %s is refused in words", async (_what, path, words) => {
    const { code, out, err } = await stepwell("workflow", "import", path(), ...at());
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("export to where nothing can be written is refused in words", async () => {
    const { last: id } = await stepwell("workflow", "import", jsonFile(), ...at());
    const path = join(dirname(dataDir), "no", "such", "folder.json");
    const { code, err } = await stepwell("workflow", "export", id, "--out", path, ...at());
    expect(code).toBe(1);
    expect(err).toMatch(/^ENOENT.*\n$/);
  });
});

/** Ten levels that each hold ten of the one before. */
function bomb(): string {
  const levels = Array.from({ length: 10 }, (_, level) => {
    const item = level === 0 ? "x" : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array.from({ length: 10 }, () => item).join(", ")}]`;
  });
  return levels.join("\n");
}
