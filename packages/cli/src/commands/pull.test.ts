import { createWorkflow } from "@stepwell/api";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatDefinition } from "../definition-file.ts";
import { definition, useWorkflowFiles, write } from "./workflow-files.suite.ts";

const files = useWorkflowFiles();

describe("stepwell pull", () => {
  it("writes a file for each workflow, and changes nothing when asked again", async () => {
    await files.empty();
    await files.make("Größere Zahlungen");
    await files.make("Second");
    const path = join(files.folder(), "not", "there", "yet");
    const first = await files.run("pull", path);
    expect(first.out).toBe("new       grossere-zahlungen.flow.yaml\nnew       second.flow.yaml\n");
    const texts = () => readdirSync(path).map((name) => readFileSync(join(path, name), "utf8"));
    const before = texts();
    expect(before[1]).toBe(formatDefinition(definition("Second"), "yaml"));
    const again = await files.run("pull", path);
    expect([again.code, again.out]).toEqual([0, ""]);
    expect(texts()).toEqual(before);
  });

  it("keeps a file that says the same, with its comments, and the path and format of others", async () => {
    await files.empty();
    await files.make("Kept");
    await files.make("Changed");
    const path = files.folder();
    const kept = `# why\n{ name: Kept, format: stepwell/v1, trigger: { type: manual },\n  steps: [ { type: calculate, id: sum, config: { engine: formula, expression: 1 + 2 } } ] } # so\n`;
    writeFileSync(join(path, "own.flow.yml"), kept);
    mkdirSync(join(path, "below"));
    const other = join(path, "below", "x.flow.json");
    writeFileSync(other, JSON.stringify(definition("Changed", "9")));
    const pulled = await files.run("pull", path);
    expect(pulled.out).toBe("changed   below/x.flow.json\n");
    expect(readFileSync(join(path, "own.flow.yml"), "utf8")).toBe(kept);
    expect(readFileSync(other, "utf8")).toBe(formatDefinition(definition("Changed"), "json"));
  });

  it("with --prune removes the files of workflows that are gone, and no others", async () => {
    await files.empty();
    await files.make("Here");
    const path = files.folder();
    write(join(path, "gone.flow.yaml"), "Gone");
    writeFileSync(join(path, "note.yaml"), "name: Gone");
    const kept = await files.run("pull", path);
    expect(kept.err).toContain("--prune removes the file");
    expect(existsSync(join(path, "gone.flow.yaml"))).toBe(true);
    const pruned = await files.run("pull", path, "--prune", "--json");
    expect(pruned.json()).toEqual({
      new: [],
      changed: [],
      removed: ["gone.flow.yaml"],
      unchanged: ["here.flow.yaml"],
    });
    expect(readdirSync(path).toSorted()).toEqual(["here.flow.yaml", "note.yaml"]);
  });

  it("with --active writes the active versions, and leaves the file of one without", async () => {
    await files.empty();
    const path = files.folder();
    write(join(path, "a.flow.yaml"), "Active one", "1");
    await files.run("push", path, "--activate");
    write(join(path, "a.flow.yaml"), "Active one", "2");
    write(join(path, "b.flow.yaml"), "Inactive", "1");
    await files.run("push", path);
    const args = ["--active", "--prune", "--json"];
    expect((await files.run("pull", path, ...args)).json()).toMatchObject({
      changed: ["a.flow.yaml"],
      removed: [],
    });
    expect(readFileSync(join(path, "a.flow.yaml"), "utf8")).toMatch(/expression: "1"/);
    expect(existsSync(join(path, "b.flow.yaml"))).toBe(true);
  });

  it("with a map of connections writes the names that files use", async () => {
    await files.empty();
    const calling = {
      ...definition("Mapped"),
      steps: [
        { id: "tell", type: "http", config: { url: "https://a.example", connection: "shop_live" } },
      ],
    };
    await files.call()(createWorkflow, { body: { definition: calling } });
    const path = files.folder();
    const map = files.file("map.yaml", "shop: shop_live\n");
    await files.run("pull", path, "--connections", map);
    expect(readFileSync(join(path, "mapped.flow.yaml"), "utf8")).toMatch(/connection: shop$/m);
    expect((await files.run("pull", path, "--connections", map)).out).toBe("");
    const twice = files.file("twice.yaml", "a: shop_live\nb: shop_live\n");
    const refused = await files.run("pull", path, "--connections", twice);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("a and b") });
  });

  it("gives workflows whose names look alike files of their own, beside what is there", async () => {
    await files.empty();
    await files.make("A b");
    await files.make("A: B!");
    const path = files.folder();
    mkdirSync(join(path, "A-b.flow.yaml"));
    const pulled = await files.run("pull", path);
    expect(pulled.out).toBe("new       a-b-2.flow.yaml\nnew       a-b-3.flow.yaml\n");
    expect((await files.run("pull", path)).out).toBe("");
  });

  it("warns of a password that a definition holds in plain text", async () => {
    await files.empty();
    const auth = { kind: "basic", username: "u", password: "hunter2" };
    const open = { ...definition("Open"), trigger: { type: "webhook", config: { auth } } };
    await files.call()(createWorkflow, { body: { definition: open } });
    const pulled = await files.run("pull", files.folder());
    expect(pulled.err).toMatch(/^open\.flow\.yaml: warning: trigger\.config\.auth\.password: /m);
  });

  it.each<[string, (path: string) => void, RegExp]>([
    [
      "two files of one name",
      (path) => {
        write(join(path, "a.flow.yaml"), "One");
        write(join(path, "b.flow.yaml"), "One");
      },
      /^b\.flow\.yaml: .*“One” is in a\.flow\.yaml too/m,
    ],
    [
      "a file that is no YAML",
      (path) => writeFileSync(join(path, "a.flow.yaml"), "a: 1\nb: [\n"),
      /^a\.flow\.yaml:[23]: /m,
    ],
    [
      "a file without a name",
      (path) => writeFileSync(join(path, "a.flow.json"), "{}"),
      /^a\.flow\.json:1: it has no name/m,
    ],
  ])("refuses %s and writes nothing", async (_what, prepare, words) => {
    await files.empty();
    await files.make("One");
    const path = files.folder();
    prepare(path);
    const before = readdirSync(path);
    const refused = await files.run("pull", path);
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(words);
    expect(readdirSync(path)).toEqual(before);
  });

  it("refuses an environment where two workflows have one name", async () => {
    await files.empty();
    const ids = [await files.make("Twin"), await files.make("Twin")].map(({ id }) => id);
    const path = files.folder();
    for (const command of ["pull", "diff", "push"]) {
      const refused = await files.run(command, path);
      expect(refused.code).toBe(1);
      for (const id of ids) expect(refused.err).toContain(id);
    }
    expect(readdirSync(path)).toEqual([]);
  });
});
