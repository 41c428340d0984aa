import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { roles } from "@stepwell/api";
import type { Server } from "@stepwell/server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTestServer, stepwell, takenPort, temporaryFolder } from "./command-line.suite.ts";

const folder = temporaryFolder();
const dataDir = join(folder.path, "data");
let server: Server;
/** Where the server is, and the key to it. */
let at: readonly string[] = [];

beforeAll(async () => {
  server = await openTestServer(dataDir);
  const { last } = await stepwell(...create("owner"));
  at = ["--url", server.url, "--key", last];
});
afterAll(async () => {
  await server.close(100);
  folder.remove();
});

function create(role: string, ...more: readonly string[]): readonly string[] {
  return ["keys", "create", "--name", "test", "--role", role, "--data", dataDir, ...more];
}

const definition = {
  format: "stepwell/v1",
  name: "By file",
  trigger: { type: "manual" },
  steps: [{ id: "sum", type: "calculate", config: { engine: "formula", expression: "1 + 2" } }],
};

function file(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

const jsonFile = () => file("one.flow.json", JSON.stringify(definition));

describe("stepwell keys", () => {
  it("create prints the key alone on the last line; it works at once, beside the server", async () => {
    const { code, out, err, last } = await stepwell(...create("viewer"));
    expect(code).toBe(0);
    expect(out).toBe(`${last}\n`);
    expect(last).toMatch(/^key_[0-9a-z]{26}\.[0-9a-z]{52}$/);
    expect(err).toContain("shown once");
    const list = await stepwell("workflow", "list", "--url", server.url, "--key", last);
    expect(list.code).toBe(0);
  });

  it("create works without a server, and makes the data directory", async () => {
    const fresh = join(folder.path, "fresh");
    const args = ["keys", "create", "--name", "n", "--role", "owner", "--data", fresh];
    expect((await stepwell(...args)).code).toBe(0);
    expect(existsSync(join(fresh, "stepwell.sqlite"))).toBe(true);
    const listed = await stepwell("keys", "list", "--data", fresh);
    expect(listed.out.split("\n")[1]).toMatch(/^key_\w+ +n +owner +all +\d{4}-/);
  });

  it("create for one environment makes a key for it only", async () => {
    const { last } = await stepwell(...create("owner", "--env", "sandbox"));
    const list = (env: string) =>
      stepwell("workflow", "list", "--url", server.url, "--key", last, "--env", env);
    expect((await list("sandbox")).code).toBe(0);
    const refused = await list("live");
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toContain("sandbox only");
  });

  it("create says which roles and environments there are", async () => {
    const role = await stepwell(...create("king"));
    expect([role.code, role.out]).toEqual([1, ""]);
    for (const name of roles) expect(role.err).toContain(name);
    const environment = await stepwell(...create("owner", "--env", "mars"));
    expect(environment.code).toBe(1);
    expect(environment.err).toContain("live, sandbox");
  });

  it("create and list tell in words that the data directory cannot be used", async () => {
    const broken = temporaryFolder();
    await stepwell("keys", "create", "--name", "n", "--role", "owner", "--data", broken.path);
    chmodSync(join(broken.path, "master.key"), 0o644);
    const open = await stepwell("keys", "list", "--data", broken.path);
    expect([open.code, open.out]).toEqual([1, ""]);
    expect(open.err).toMatch(/^\S.*chmod 600.*\n$/);
    writeFileSync(join(broken.path, "master.key"), "ab".repeat(32));
    chmodSync(join(broken.path, "master.key"), 0o600);
    const other = await stepwell("keys", "list", "--data", broken.path);
    expect(other.code).toBe(1);
    expect(other.err.trim().split("\n")).toHaveLength(1);
    const notDirectory = await stepwell("keys", "list", "--data", join(jsonFile(), "x"));
    expect(notDirectory.code).toBe(1);
    expect(notDirectory.err).toContain("ENOTDIR");
    broken.remove();
  });

  it("list shows no secret, and as JSON the same", async () => {
    const { last } = await stepwell(...create("viewer"));
    const [id = "", secret = ""] = last.split(".");
    const text = await stepwell("keys", "list", "--data", dataDir);
    const json = await stepwell("keys", "list", "--data", dataDir, "--json");
    expect(text.out).toContain(id);
    expect(text.out + json.out).not.toContain(secret);
    const found = (json.json() as { id: string }[]).find((key) => key.id === id);
    expect(found).toMatchObject({
      name: "test",
      role: "viewer",
      environment: null,
      state: "valid",
    });
  });
});

describe("stepwell workflow", () => {
  it("import makes a workflow of a JSON or a YAML file; export gives it back", async () => {
    const yaml = `# with a comment\nformat: stepwell/v1\nname: By file\ntrigger: { type: manual }
steps:\n  - id: sum\n    type: calculate\n    config: { engine: formula, expression: 1 + 2 }\n`;
    const exported: unknown[] = [];
    for (const path of [jsonFile(), file("two.flow.yaml", yaml)]) {
      const imported = await stepwell("workflow", "import", path, ...at);
      expect(imported.code).toBe(0);
      expect(imported.out).toMatch(/^wf_[0-9a-z]{26}\n$/);
      exported.push((await stepwell("workflow", "export", imported.last, ...at)).json());
    }
    expect(exported[0]).toEqual(exported[1]);
    expect(exported[0]).toMatchObject({ name: "By file", steps: definition.steps });
  });

  it("export writes a file, YAML by its ending, that can be imported again", async () => {
    const { last: id } = await stepwell("workflow", "import", jsonFile(), ...at);
    const path = join(folder.path, "out.flow.yaml");
    const written = await stepwell("workflow", "export", id, "--out", path, ...at);
    expect([written.code, written.out]).toEqual([0, ""]);
    expect(readFileSync(path, "utf8")).toMatch(/^format: stepwell\/v1$/m);
    expect((await stepwell("workflow", "import", path, ...at)).code).toBe(0);
    const text = await stepwell("workflow", "export", id, "--yaml", ...at);
    expect(text.out).toBe(readFileSync(path, "utf8"));
  });

  it("import --activate publishes; a webhook's address is told", async () => {
    const webhook = { ...definition, trigger: { type: "webhook", config: {} } };
    const path = file("hook.flow.json", JSON.stringify(webhook));
    const { err, last } = await stepwell("workflow", "import", path, "--activate", ...at);
    const url = /Webhook: (\S+)/.exec(err)?.[1] ?? "";
    expect((await fetch(url, { method: "POST" })).status).toBe(200);
    const list = await stepwell("workflow", "list", ...at);
    expect(list.out).toMatch(new RegExp(`^${last} +active \\(v1\\) +webhook +By file$`, "m"));
  });

  it("import tells the findings of a definition that cannot be published yet", async () => {
    const steps = [{ id: "out", type: "output", config: { value: "{{ steps.nobody }}" } }];
    const path = file("bad.flow.json", JSON.stringify({ ...definition, steps }));
    const saved = await stepwell("workflow", "import", path, ...at);
    expect(saved.code).toBe(0);
    expect(saved.err).toMatch(/^error: steps.*nobody/m);
    const refused = await stepwell("workflow", "publish", saved.last, ...at);
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toContain("nobody");
  });

  it("publish and activate say which version it is", async () => {
    const { last: id } = await stepwell("workflow", "import", jsonFile(), ...at);
    const first = await stepwell("workflow", "publish", id, "--note", "the first", ...at);
    const second = await stepwell("workflow", "publish", id, "--activate", ...at);
    const older = await stepwell("workflow", "activate", id, "--version-number", "1", ...at);
    const newest = await stepwell("workflow", "activate", id, ...at);
    expect([first, second, older, newest].map(({ out }) => out.trim())).toEqual([
      "Version 1",
      "Version 2, active",
      "Version 1 is active",
      "Version 2 is active",
    ]);
    const none = await stepwell("workflow", "activate", id, "--version-number", "x", ...at);
    expect(none.code).toBe(1);
  });

  it("every command answers with JSON where that is asked for", async () => {
    const made = (await stepwell("workflow", "import", jsonFile(), "--json", ...at)).json() as {
      id: string;
    };
    const published = await stepwell("workflow", "publish", made.id, "--json", ...at);
    expect(published.json()).toMatchObject({ id: made.id, version: 1 });
    const active = await stepwell("workflow", "activate", made.id, "--json", ...at);
    expect(active.json()).toMatchObject({ activeVersion: 1 });
    const list = (await stepwell("workflow", "list", "--json", ...at)).json() as { id: string }[];
    expect(list.map(({ id }) => id)).toContain(made.id);
  });

  it.each([
    ["a file that is not there", () => join(folder.path, "nowhere.json"), /nowhere\.json/],
    ["a file that is no JSON and no YAML", () => file("x.json", "{"), /cannot be read/],
    ["a file with nothing in it", () => file("y.yaml", ""), /no definition/],
    ["a file with a text", () => file("z.yaml", "hello"), /no definition/],
    ["another definition", () => file("w.json", '{"format":"stepwell/v9"}'), /definition\.format/],
    ["a bomb of aliases", () => file("b.yaml", bomb()), /cannot be read/],
  ])("import of %s is refused in words", async (_what, path, words) => {
    const { code, out, err } = await stepwell("workflow", "import", path(), ...at);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("export to where nothing can be written is refused in words", async () => {
    const { last: id } = await stepwell("workflow", "import", jsonFile(), ...at);
    const path = join(folder.path, "no", "such", "folder.json");
    const { code, err } = await stepwell("workflow", "export", id, "--out", path, ...at);
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

describe("stepwell run", () => {
  let workflow = "";
  let runId = "";
  let sandbox: readonly string[] = [];

  beforeAll(async () => {
    workflow = (await stepwell("workflow", "import", jsonFile(), "--activate", ...at)).last;
    const { url } = server;
    const response = await fetch(`${url}/api/v1/live/workflows/${workflow}/runs`, {
      method: "POST",
      headers: { authorization: `Bearer ${at[3]}`, "content-type": "application/json" },
      body: "{}",
    });
    ({ runId } = (await response.json()) as { runId: string });
    sandbox = [...at, "--env", "sandbox"];
  });

  it("list shows runs, of one workflow, status or environment", async () => {
    const list = await stepwell("run", "list", "--workflow", workflow, ...at);
    expect(list.out.split("\n")[1]).toMatch(new RegExp(`^${runId} +#1 +succeeded +\\d{4}-`));
    const failed = await stepwell("run", "list", "--status", "failed", ...at);
    expect(failed.out).not.toContain(runId);
    expect((await stepwell("run", "list", "--json", ...sandbox)).json()).toEqual([]);
    const wrong = await stepwell("run", "list", "--status", "done", ...at);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain("succeeded");
    expect((await stepwell("run", "list", "--limit", "many", ...at)).code).toBe(1);
  });

  it("show tells it step by step", async () => {
    const { out } = await stepwell("run", "show", runId, ...at);
    expect(out).toContain(`Run #1 ${runId}: succeeded`);
    expect(out).toMatch(/✓ sum +calculate +3/);
    const json = (await stepwell("run", "show", runId, "--json", ...at)).json();
    expect(json).toMatchObject({ id: runId, stepRuns: [{ stepId: "sum", output: 3 }] });
  });

  it("rerun runs the event again", async () => {
    const { last } = await stepwell("run", "rerun", runId, ...at);
    expect(last).toMatch(/^run_/);
    const again = (
      await stepwell("run", "rerun", runId, "--version-number", "1", "--json", ...at)
    ).json();
    expect(again).toMatchObject({ runId: expect.stringMatching(/^run_/) });
    const wrong = await stepwell("run", "rerun", runId, "--version-number", "7", ...at);
    expect([wrong.code, wrong.out]).toEqual([1, ""]);
    expect(wrong.err).toContain("version 7");
  });

  it("of a run that is not there is refused in words", async () => {
    const { code, out, err } = await stepwell("run", "show", "run_nobody", ...at);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toBe("There is no run run_nobody in this environment.\n");
  });
});

describe("a command that needs the server", () => {
  afterEach(() => {
    delete process.env["STEPWELL_KEY"];
    delete process.env["STEPWELL_URL"];
  });

  it("takes address and key from the environment's variables", async () => {
    process.env["STEPWELL_URL"] = server.url;
    process.env["STEPWELL_KEY"] = at[3];
    expect((await stepwell("workflow", "list")).code).toBe(0);
  });

  it.each([
    ["without a key", () => ["--url", server.url], /API key is needed/],
    ["with a wrong key", () => ["--url", server.url, "--key", "key_1.x"], /valid API key/],
    ["with a wrong address", () => ["--url", "not a url", "--key", "k"], /--url must be/],
    [
      "with no server there",
      () => ["--url", "http://127.0.0.1:1", "--key", "k"],
      /No server answers/,
    ],
  ])("%s says so in one line", async (_what, options, words) => {
    const { code, out, err } = await stepwell("workflow", "list", ...options());
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(words);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it("an unknown command, a missing argument or option gets help and the code 1", async () => {
    for (const args of [
      ["dance"],
      ["run", "show"],
      ["keys", "create"],
      ["run", "list", "--what"],
    ]) {
      const { code, err } = await stepwell(...args);
      expect(code).toBe(1);
      expect(err).toMatch(/^error: /);
    }
    expect((await stepwell("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("stepwell doctor", () => {
  it("says of sound data that it is sound, also as JSON, and makes nothing", async () => {
    const place = temporaryFolder();
    const empty = await stepwell("doctor", "--data", place.path);
    expect(empty.code).toBe(0);
    expect(readdirSync(place.path)).toEqual([]);
    expect((await stepwell("doctor", "--data", join(place.path, "no"))).code).toBe(0);
    const own = await openTestServer(place.path);
    await own.close(100);
    const { code, out } = await stepwell("doctor", "--data", place.path);
    expect(out).toMatch(/✓ Environment live: every checksum fits/);
    expect([code, out.includes("✗")]).toEqual([0, false]);
    const checks = (await stepwell("doctor", "--data", place.path, "--json")).json();
    expect(checks).toContainEqual(expect.objectContaining({ what: "Installation", isGood: true }));
    place.remove();
  });

  it("finds a flipped bit in an event, and ends with 1", async () => {
    const place = temporaryFolder();
    const own = await openTestServer(place.path);
    const { host } = own.parts.environments.get("live") ?? {};
    const data = { text: "FLIP-ME-".repeat(50) };
    await host?.accept({ type: "t", source: "s", data, bytes: 500 });
    await own.close(100);
    const path = join(place.path, "live.sqlite");
    const bytes = readFileSync(path);
    const offset = bytes.indexOf("FLIP-ME-");
    expect(offset).toBeGreaterThan(0);
    bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
    writeFileSync(path, bytes);
    const { code, out } = await stepwell("doctor", "--data", place.path);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ Environment live: .*event/);
    expect(out).toMatch(/✓ Environment sandbox/);
    place.remove();
  });

  it("finds a master key that does not fit", async () => {
    const place = temporaryFolder();
    await stepwell("keys", "create", "--name", "n", "--role", "owner", "--data", place.path);
    writeFileSync(join(place.path, "master.key"), "ab".repeat(32));
    const { code, out } = await stepwell("doctor", "--data", place.path);
    expect(code).toBe(1);
    expect(out).toContain("✗ Installation");
    place.remove();
  });
});

describe("stepwell start", () => {
  it("tells in words that the port is taken, is none, or that the data are in use", async () => {
    const place = temporaryFolder();
    const { port, free } = await takenPort();
    const taken = await stepwell("start", "--data", place.path, "--port", String(port));
    expect([taken.code, taken.err]).toEqual([
      1,
      `Port ${port} is in use. Choose another one: --port ${port + 1}\n`,
    ]);
    free();
    const wrong = await stepwell("start", "--data", place.path, "--port", "many");
    expect(wrong.err).toContain("0 to 65535");
    const inUse = await stepwell("start", "--data", dataDir, "--port", "0");
    expect(inUse.code).toBe(1);
    expect(inUse.err).toMatch(/another Stepwell server \(process \d+/);
    place.remove();
  });
});
