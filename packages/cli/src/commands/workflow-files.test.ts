import {
  createWorkflow,
  getWorkflow,
  listVersions,
  listWorkflows,
  makeClient,
  setLimits,
  updateWorkflow,
} from "@stepwell/api";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { formatDefinition } from "../definition-file.ts";
import { stepwell, useServer } from "../command-line.suite.ts";

const running = useServer();
const { at, dataDir } = running;

/** Every test works in an environment that is its own as far as names go, with a folder of its own. */
function folder(): string {
  return mkdtempSync(join(dirname(dataDir), "files-"));
}

function client(environment = "live") {
  const [, url = "", , key = ""] = at();
  return makeClient({ url, key, environment });
}

beforeAll(async () => {
  for (const environment of ["live", "sandbox"])
    await client(environment)(setLimits, { body: { workflowsMax: 500, activeWorkflowsMax: 500 } });
});

const definition = (name: string, expression = "1 + 2") => ({
  format: "stepwell/v1",
  name,
  trigger: { type: "manual", config: {} },
  steps: [{ id: "sum", type: "calculate", config: { engine: "formula", expression } }],
});

function write(path: string, name: string, expression?: string): void {
  writeFileSync(path, formatDefinition(definition(name, expression) as never, "yaml"));
}

async function make(name: string, environment = "live", expression?: string) {
  const body = { definition: definition(name, expression) as never };
  return client(environment)(createWorkflow, { body });
}

async function named(name: string, environment = "live") {
  const { items } = await client(environment)(listWorkflows, { query: { q: name } });
  return items.filter((one) => one.name === name);
}

async function draftIn(name: string, environment = "live"): Promise<never> {
  const [only] = await named(name, environment);
  const { draft } = await client(environment)(getWorkflow, { params: { id: only?.id ?? "" } });
  return draft.definition as never;
}

/** Files away whatever the tests before have made. */
async function emptied(environment = "sandbox"): Promise<void> {
  const call = client(environment);
  const { items } = await call(listWorkflows, { query: { limit: 200 } });
  for (const { id, name } of items) {
    const body = { archived: true, name: `${name} of ${id}` };
    await call(updateWorkflow, { params: { id }, body });
  }
}

const sandbox = ["--env", "sandbox"];

describe("stepwell pull", () => {
  it("writes a file for each workflow, and changes nothing when asked again", async () => {
    await emptied();
    await make("Größere Zahlungen", "sandbox");
    await make("Second", "sandbox");
    const path = join(folder(), "not", "there", "yet");
    const first = await stepwell("pull", path, ...sandbox, ...at());
    expect(first.out).toBe("new       grossere-zahlungen.flow.yaml\nnew       second.flow.yaml\n");
    const texts = () => readdirSync(path).map((name) => readFileSync(join(path, name), "utf8"));
    const before = texts();
    expect(before[1]).toBe(formatDefinition(definition("Second"), "yaml"));
    const again = await stepwell("pull", path, ...sandbox, ...at());
    expect([again.code, again.out]).toEqual([0, ""]);
    expect(texts()).toEqual(before);
  });

  it("keeps a file that says the same, with its comments, and the path and format of others", async () => {
    await emptied();
    await make("Kept", "sandbox");
    await make("Changed", "sandbox");
    const path = folder();
    const kept = `# why\n{ name: Kept, format: stepwell/v1, trigger: { type: manual },\n  steps: [ { type: calculate, id: sum, config: { engine: formula, expression: 1 + 2 } } ] } # so\n`;
    writeFileSync(join(path, "own.flow.yml"), kept);
    mkdirSync(join(path, "below"));
    const other = join(path, "below", "x.flow.json");
    writeFileSync(other, JSON.stringify(definition("Changed", "9")));
    const pulled = await stepwell("pull", path, ...sandbox, ...at());
    expect(pulled.out).toBe("changed   below/x.flow.json\n");
    expect(readFileSync(join(path, "own.flow.yml"), "utf8")).toBe(kept);
    expect(readFileSync(other, "utf8")).toBe(formatDefinition(definition("Changed"), "json"));
  });

  it("with --prune removes the files of workflows that are gone, and no others", async () => {
    await emptied();
    await make("Here", "sandbox");
    const path = folder();
    write(join(path, "gone.flow.yaml"), "Gone");
    writeFileSync(join(path, "note.yaml"), "name: Gone");
    const kept = await stepwell("pull", path, ...sandbox, ...at());
    expect(kept.err).toContain("--prune removes the file");
    expect(existsSync(join(path, "gone.flow.yaml"))).toBe(true);
    const pruned = await stepwell("pull", path, "--prune", "--json", ...sandbox, ...at());
    expect(pruned.json()).toEqual({
      new: [],
      changed: [],
      removed: ["gone.flow.yaml"],
      unchanged: ["here.flow.yaml"],
    });
    expect(readdirSync(path).toSorted()).toEqual(["here.flow.yaml", "note.yaml"]);
  });

  it("with --active writes the active versions, and leaves the file of one without", async () => {
    await emptied();
    const path = folder();
    write(join(path, "a.flow.yaml"), "Active one", "1");
    await stepwell("push", path, "--activate", ...sandbox, ...at());
    write(join(path, "a.flow.yaml"), "Active one", "2");
    write(join(path, "b.flow.yaml"), "Inactive", "1");
    await stepwell("push", path, ...sandbox, ...at());
    const args = ["--active", "--prune", "--json", ...sandbox, ...at()];
    expect((await stepwell("pull", path, ...args)).json()).toMatchObject({
      changed: ["a.flow.yaml"],
      removed: [],
    });
    expect(readFileSync(join(path, "a.flow.yaml"), "utf8")).toMatch(/expression: "1"/);
    expect(existsSync(join(path, "b.flow.yaml"))).toBe(true);
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
    await emptied();
    await make("One", "sandbox");
    const path = folder();
    prepare(path);
    const before = readdirSync(path);
    const refused = await stepwell("pull", path, ...sandbox, ...at());
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(words);
    expect(readdirSync(path)).toEqual(before);
  });

  it("refuses an environment where two workflows have one name", async () => {
    await emptied();
    const ids = [await make("Twin", "sandbox"), await make("Twin", "sandbox")].map(({ id }) => id);
    const path = folder();
    for (const command of ["pull", "diff", "push"]) {
      const refused = await stepwell(command, path, ...sandbox, ...at());
      expect(refused.code).toBe(1);
      for (const id of ids) expect(refused.err).toContain(id);
    }
    expect(readdirSync(path)).toEqual([]);
  });
});

describe("stepwell diff", () => {
  it("tells what is new, what has changed in words, and what no file has", async () => {
    await emptied();
    await make("Same", "sandbox");
    await make("Other", "sandbox");
    await make("Missing", "sandbox");
    const path = folder();
    write(join(path, "same.flow.yaml"), "Same");
    write(join(path, "other.flow.yaml"), "Other", "4");
    write(join(path, "new.flow.yaml"), "New");
    const found = await stepwell("diff", path, ...sandbox, ...at());
    expect(found.code).toBe(1);
    expect(found.out).toBe(`new      new.flow.yaml: “New” is not in sandbox
changed  other.flow.yaml: “Other”
  step sum: config.expression "1 + 2" → "4"
missing  “Missing” is in sandbox, in no file
`);
    const json = (await stepwell("diff", path, "--json", ...sandbox, ...at())).json();
    expect(json).toMatchObject({
      new: [{ name: "New", path: "new.flow.yaml" }],
      changed: [{ name: "Other", changes: [{ kind: "step_config_changed", stepId: "sum" }] }],
      missing: [{ name: "Missing" }],
    });
  });

  it("tells shape errors with file and line, and that there is no directory", async () => {
    const path = folder();
    writeFileSync(
      join(path, "bad.flow.yaml"),
      "format: stepwell/v1\nname: Bad\ntrigger: { type: manual }\nsteps:\n  - id: One\n    type: end\n",
    );
    const bad = await stepwell("diff", path, ...sandbox, ...at());
    expect([bad.code, bad.out]).toEqual([1, ""]);
    expect(bad.err).toMatch(/^bad\.flow\.yaml:5: steps\.0\.id: /m);
    const none = await stepwell("diff", join(path, "none"), ...sandbox, ...at());
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining("There is no directory") });
  });
});

describe("stepwell push", () => {
  it("makes drafts of new files, and afterwards nothing differs", async () => {
    await emptied();
    const path = folder();
    write(join(path, "a.flow.yaml"), "Pushed");
    const dry = await stepwell("push", path, "--dry-run", ...sandbox, ...at());
    expect([dry.code, dry.out]).toEqual([0, "created  a.flow.yaml: “Pushed”\n"]);
    expect(await named("Pushed", "sandbox")).toEqual([]);
    const pushed = await stepwell("push", path, ...sandbox, ...at());
    expect(pushed).toMatchObject({ code: 0, err: "sandbox: 1 created.\n" });
    expect((await stepwell("diff", path, ...sandbox, ...at())).code).toBe(0);
    const again = await stepwell("push", path, ...sandbox, ...at());
    expect(again).toMatchObject({ code: 0, out: "", err: "sandbox: 1 unchanged.\n" });
  });

  it("--activate publishes each change once, with its note", async () => {
    await emptied();
    const path = folder();
    const push = (...more: readonly string[]) =>
      stepwell("push", path, ...more, ...sandbox, ...at());
    for (const expression of ["1", "2", "2"]) {
      write(join(path, "a.flow.yaml"), "Versions", expression);
      expect((await push("--activate", "--note", `rev ${expression}`)).code).toBe(0);
    }
    const [only] = await named("Versions", "sandbox");
    expect(only).toMatchObject({ active: true, activeVersion: 2, latestVersion: 2 });
    const { items } = await client("sandbox")(listVersions, { params: { id: only?.id ?? "" } });
    expect(items.map(({ note }) => note)).toEqual(["rev 2", "rev 1"]);
    write(join(path, "a.flow.yaml"), "Versions", "3");
    expect((await push("--publish", "--json")).json()).toMatchObject([
      { name: "Versions", actions: ["updated", "published"], changes: [{ stepId: "sum" }] },
    ]);
    expect((await push("--activate")).out).toBe("activated  a.flow.yaml: “Versions”\n");
    expect(await named("Versions", "sandbox")).toMatchObject([{ activeVersion: 3 }]);
  });

  it("writes nothing at all where one file has an error, and says where", async () => {
    await emptied();
    const path = folder();
    write(join(path, "a.flow.yaml"), "Good");
    write(join(path, "b.flow.yaml"), "Bad", "steps.nobody + 1");
    const refused = await stepwell("push", path, ...sandbox, ...at());
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^b\.flow\.yaml:10: error: step sum: .*nobody/m);
    expect(await named("Good", "sandbox")).toEqual([]);
  });

  it("never overwrites a draft with changes of its own, unless it is forced to", async () => {
    await emptied();
    const path = folder();
    write(join(path, "a.flow.yaml"), "Edited", "1");
    write(join(path, "b.flow.yaml"), "Beside", "1");
    const push = (...more: readonly string[]) =>
      stepwell("push", path, ...more, ...sandbox, ...at());
    await push("--activate");
    const [only] = await named("Edited", "sandbox");
    const body = { description: "by hand" };
    await client("sandbox")(updateWorkflow, { params: { id: only?.id ?? "" }, body });
    write(join(path, "a.flow.yaml"), "Edited", "2");
    write(join(path, "b.flow.yaml"), "Beside", "2");
    const refused = await push();
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^a\.flow\.yaml: conflict: .*--force/m);
    expect(refused.err).not.toMatch(/^b\.flow\.yaml: conflict/m);
    expect(await draftIn("Beside", "sandbox")).toMatchObject(definition("Beside", "1"));
    expect((await push("--force")).err).toBe("sandbox: 2 updated.\n");
    expect(await draftIn("Edited", "sandbox")).toEqual(definition("Edited", "2"));
  });

  it("refuses the name of a workflow that is archived", async () => {
    await emptied();
    const { id } = await make("Filed away", "sandbox");
    await client("sandbox")(updateWorkflow, { params: { id }, body: { archived: true } });
    const path = folder();
    write(join(path, "a.flow.yaml"), "Filed away");
    const refused = await stepwell("push", path, ...sandbox, ...at());
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("archived in sandbox") });
  });

  it("says which connections and secrets are missing, and maps connections", async () => {
    await emptied();
    const path = folder();
    const calling = {
      ...definition("Calling"),
      trigger: {
        type: "webhook",
        config: { auth: { kind: "basic", username: "u", password: "{{ secrets.HOOK }}" } },
      },
      steps: [
        { id: "tell", type: "http", config: { url: "https://a.example", connection: "shop" } },
      ],
    };
    writeFileSync(join(path, "a.flow.json"), formatDefinition(calling, "json"));
    const refused = await stepwell("push", path, ...sandbox, ...at());
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^a\.flow\.json:\d+: error: step tell: .*“shop”/m);
    expect(refused.err).toMatch(/^a\.flow\.json:10: error: .*no secret “HOOK”/m);
    expect(refused.err).toMatch(/^sandbox does not have the connections shop: .*--connections/m);
    await connect("shop_sandbox");
    await stepwell(
      "secrets",
      "set",
      "HOOK",
      "--value-file",
      running.file("s", "x"),
      ...sandbox,
      ...at(),
    );
    const map = running.file("map.yaml", "shop: shop_sandbox\n");
    const args = [path, "--connections", map, ...sandbox, ...at()];
    expect(await stepwell("push", ...args)).toMatchObject({ code: 0 });
    const { steps } = (await draftIn("Calling", "sandbox")) as { steps: unknown };
    expect(steps).toMatchObject([{ config: { connection: "shop_sandbox" } }]);
    expect((await stepwell("diff", ...args)).code).toBe(0);
    const wrong = running.file("map.yaml", "- shop\n");
    expect((await stepwell("push", path, "--connections", wrong, ...sandbox, ...at())).err).toMatch(
      /must map names/,
    );
  });
});

async function connect(name: string): Promise<void> {
  const args = ["--kind", "bearer", "--host", "a.example", "--keep-secret"];
  const secret = ["--value-file", running.file("token", "t0ken")];
  const set = await stepwell(
    "connections",
    "set",
    name,
    ...args.slice(0, -1),
    ...secret,
    ...sandbox,
    ...at(),
  );
  expect(set.code).toBe(0);
}

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
        await emptied();
        const [own, other] = [folder(), folder()];
        const texts = workflows.map((workflow, index) =>
          JSON.stringify({ ...workflow, name: `W ${index}` }),
        );
        for (const [index, text] of texts.entries())
          writeFileSync(join(own, `${index}.flow.json`), text);
        const pushed = await stepwell("push", own, ...sandbox, ...at());
        expect([pushed.code, pushed.err]).toEqual([0, `sandbox: ${workflows.length} created.\n`]);
        expect((await stepwell("pull", own, ...sandbox, ...at())).out).toBe("");
        for (const [index, text] of texts.entries())
          expect(readFileSync(join(own, `${index}.flow.json`), "utf8")).toBe(text);
        await stepwell("pull", other, ...sandbox, ...at());
        const same = await stepwell("push", other, ...sandbox, ...at());
        expect(same.err).toBe(`sandbox: ${workflows.length} unchanged.\n`);
      },
    );
    await fc.assert(property, { numRuns: 15 });
  }, 60_000);
});
