import {
  createWorkflow,
  getWorkflow,
  listWorkflows,
  makeClient,
  publishWorkflow,
  replaceDraft,
  setVariables,
  updateWorkflow,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { stepwell, useServer } from "../command-line.suite.ts";

const running = useServer();
const { at } = running;

function client(environment: string) {
  const [, url = "", , key = ""] = at();
  return makeClient({ url, key, environment });
}

const calling = (name: string, path = "/a") => ({
  format: "stepwell/v1",
  name,
  trigger: { type: "manual" },
  steps: [
    {
      id: "tell",
      type: "http",
      config: {
        url: "https://a.example" + path,
        connection: "shop",
        headers: { "x-region": "{{ env.REGION }}", "x-token": "{{ secrets.TOKEN }}" },
      },
    },
  ],
});

const plain = (name: string, expression: string) => ({
  format: "stepwell/v1",
  name,
  trigger: { type: "manual" },
  steps: [{ id: "sum", type: "calculate", config: { engine: "formula", expression } }],
});

async function make(definition: object, environment = "sandbox") {
  return client(environment)(createWorkflow, { body: { definition: definition as never } });
}

async function inLive(name: string) {
  const { items } = await client("live")(listWorkflows, { query: { q: name } });
  const [only] = items;
  return only ? client("live")(getWorkflow, { params: { id: only.id } }) : undefined;
}

async function promote(...args: readonly string[]) {
  return stepwell("promote", ...args, ...at());
}

async function store(environment: string, connection: string): Promise<void> {
  const file = running.file("value", "v4lue");
  const value = ["--value-file", file, "--env", environment];
  const set = ["connections", "set", connection, "--kind", "bearer", "--host", "a.example"];
  await stepwell(...set, ...value, ...at());
  await stepwell("secrets", "set", "TOKEN", ...value, ...at());
  await client(environment)(setVariables, { body: { variables: { REGION: "eu" } } });
}

describe("stepwell promote", () => {
  it("names every connection, secret and variable that is missing, then maps and copies", async () => {
    await store("sandbox", "shop");
    await make(calling("Telling"));
    const refused = await promote("Telling", "--yes");
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(/^would be created {2}sandbox: “Telling”$/m);
    for (const name of ["“shop”", "“TOKEN”", "“REGION”"]) expect(refused.err).toContain(name);
    expect(refused.err).toMatch(/^live does not have the connections shop: .*--map/m);
    expect(await inLive("Telling")).toBeUndefined();
    await store("live", "shop_live");
    const done = await promote("Telling", "--map", "shop=shop_live", "--activate", "--yes");
    expect(done).toMatchObject({ code: 0, err: "live: 1 created, 1 published, 1 activated.\n" });
    expect(await inLive("Telling")).toMatchObject({
      activeVersion: 1,
      draft: { definition: { steps: [{ config: { connection: "shop_live" } }] } },
    });
  });

  it("shows the difference, and without --yes writes nothing", async () => {
    const { id, draft } = await make(plain("Shown", "1"));
    expect((await promote(id, "--activate", "--yes")).code).toBe(0);
    const body = { definition: plain("Shown", "2"), revision: draft.revision };
    await client("sandbox")(replaceDraft, { params: { id }, body });
    for (const [more, code] of [
      ["--json", 1],
      ["--dry-run", 0],
    ] as const) {
      const asked = await promote(id, more);
      expect(asked.code).toBe(code);
      expect(asked.out).toContain(more === "--json" ? '"expression":"2"' : 'expression "1" → "2"');
    }
    expect(await inLive("Shown")).toMatchObject({ draft: { revision: 1 } });
    expect((await promote(id, "--yes")).err).toBe("live: 1 updated.\n");
    expect(await inLive("Shown")).toMatchObject({ activeVersion: 1, draft: { revision: 2 } });
    expect((await promote(id, "--yes")).err).toBe("live: 1 unchanged.\n");
  });

  it("copies the active version where that is asked for", async () => {
    const { id, draft } = await make(plain("Which", "1"));
    const none = await promote("Which", "--active", "--yes");
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining("no active version") });
    await client("sandbox")(publishWorkflow, { params: { id }, body: { activate: true } });
    const body = { definition: plain("Which", "2"), revision: draft.revision };
    await client("sandbox")(replaceDraft, { params: { id }, body });
    await promote("Which", "--active", "--yes");
    expect(await inLive("Which")).toMatchObject({
      draft: { definition: { steps: [{ config: { expression: "1" } }] } },
    });
  });

  it("does not overwrite a draft that somebody has changed there", async () => {
    await make(plain("Guarded", "2"));
    const { id } = await make(plain("Guarded", "1"), "live");
    await client("live")(updateWorkflow, { params: { id }, body: { folder: "F" } });
    const refused = await promote("Guarded", "--yes");
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("conflict") });
    expect(await inLive("Guarded")).toMatchObject({ folder: "F" });
    expect((await promote("Guarded", "--yes", "--force")).code).toBe(0);
    expect(await inLive("Guarded")).toMatchObject({ folder: null });
  });

  it.each<[string, readonly string[], string]>([
    ["a workflow that is not there", ["Nobody"], "no workflow “Nobody” in sandbox"],
    ["one environment for both", ["Nobody", "--to", "sandbox"], "the same environment"],
    ["a map that is none", ["Nobody", "--map", "shop"], "name=name"],
  ])("refuses %s", async (_what, args, words) => {
    const refused = await promote(...args);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(words) });
  });

  it("refuses to map a connection that no step uses", async () => {
    await make(calling("Mistyped"));
    const refused = await promote("Mistyped", "--map", "shp=shop_live", "--yes");
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining("uses the connection shp"),
    });
    expect(await inLive("Mistyped")).toBeUndefined();
  });

  it("of a name that two workflows have asks for an id", async () => {
    const made = [await make(plain("Double", "1")), await make(plain("Double", "1"))];
    const refused = await promote("Double", "--yes");
    for (const { id } of made) expect(refused.err).toContain(id);
    expect((await promote(made[0]?.id ?? "", "--yes")).code).toBe(0);
  });
});
