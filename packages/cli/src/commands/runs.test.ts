import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { stepwell, useServer } from "../command-line.suite.ts";

const { server, at, jsonFile } = useServer();

describe("stepwell run", () => {
  let workflow = "";
  let runId = "";
  let sandbox: readonly string[] = [];

  beforeAll(async () => {
    workflow = (await stepwell("workflow", "import", jsonFile(), "--activate", ...at())).last;
    const { url } = server();
    const response = await fetch(`${url}/api/v1/live/workflows/${workflow}/runs`, {
      method: "POST",
      headers: { authorization: `Bearer ${at()[3]}`, "content-type": "application/json" },
      body: "{}",
    });
    ({ runId } = (await response.json()) as { runId: string });
    sandbox = [...at(), "--env", "sandbox"];
  });

  it("list shows runs, of one workflow, status or environment", async () => {
    const list = await stepwell("run", "list", "--workflow", workflow, ...at());
    expect(list.out.split("\n")[1]).toMatch(
      new RegExp(`^${runId} +By file +#1 +succeeded +\\d{4}-`),
    );
    const failed = await stepwell("run", "list", "--status", "failed", ...at());
    expect(failed.out).not.toContain(runId);
    expect((await stepwell("run", "list", "--json", ...sandbox)).json()).toEqual([]);
    const wrong = await stepwell("run", "list", "--status", "done", ...at());
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain("succeeded");
    expect((await stepwell("run", "list", "--limit", "many", ...at())).code).toBe(1);
  });

  it("show tells it step by step", async () => {
    const { out } = await stepwell("run", "show", runId, ...at());
    expect(out).toContain(`Run #1 ${runId}: succeeded`);
    expect(out).toMatch(/✓ sum +calculate +3/);
    const json = (await stepwell("run", "show", runId, "--json", ...at())).json();
    expect(json).toMatchObject({ id: runId, stepRuns: [{ stepId: "sum", output: 3 }] });
  });

  it("rerun runs the event again", async () => {
    const { last } = await stepwell("run", "rerun", runId, ...at());
    expect(last).toMatch(/^run_/);
    const again = (
      await stepwell("run", "rerun", runId, "--version-number", "1", "--json", ...at())
    ).json();
    expect(again).toMatchObject({ runId: expect.stringMatching(/^run_/) });
    const wrong = await stepwell("run", "rerun", runId, "--version-number", "7", ...at());
    expect([wrong.code, wrong.out]).toEqual([1, ""]);
    expect(wrong.err).toContain("version 7");
  });

  it("resume goes on from where a run failed, and from nothing else", async () => {
    const done = await stepwell("run", "resume", runId, ...at());
    expect([done.code, done.out]).toEqual([1, ""]);
    const ask = { id: "ask", type: "http", config: { url: "http://127.0.0.1:1/" } };
    const definition = {
      format: "stepwell/v1",
      name: "Failing",
      trigger: { type: "manual", config: {} },
      steps: [ask],
    };
    const [url, headers] = [
      `${server().url}/api/v1/live/workflows`,
      { authorization: `Bearer ${at()[3]}`, "content-type": "application/json" },
    ];
    const post = async (path: string, body: object) => {
      const sent = { method: "POST", headers, body: JSON.stringify(body) };
      return (await fetch(url + path, sent)).json() as Promise<{ id: string; runId: string }>;
    };
    const { id } = await post("", { definition });
    await post(`/${id}/publish`, { activate: true });
    const failed = await post(`/${id}/runs`, {});
    const state = async () =>
      (await stepwell("run", "show", failed.runId, "--json", ...at())).json() as { status: string };
    await expect.poll(async () => (await state()).status).toBe("failed");
    const resumed = await stepwell("run", "resume", failed.runId, ...at());
    const wrong = await stepwell("run", "resume", failed.runId, "--version-number", "7", ...at());
    expect(wrong.code).toBe(1);
    expect([resumed.code, resumed.last]).toEqual([0, expect.stringMatching(/^run_/)]);
  });

  it("rerun, cancel and delete take a filter as well, and only count where they are asked to", async () => {
    const filter = ["--workflow", workflow, "--status", "succeeded", ...at()];
    const count = (await stepwell("run", "delete", ...filter, "--dry-run")).last;
    expect(count).toMatch(/^delete: \d+ matched$/);
    const again = await stepwell("run", "rerun", ...filter, "--limit", "1", "--json");
    expect(again.json()).toMatchObject({ matched: 1, done: 1 });
    const canceled = await stepwell("run", "cancel", ...filter);
    expect([canceled.code, canceled.err]).toEqual([0, expect.stringContaining("already_ended")]);
    const all = await stepwell("run", "delete", "--workflow", workflow, "--from", "2026", ...at());
    expect(all.last).toMatch(/^delete: (\d+) of \1 done, 0 skipped$/);
    expect(
      (await stepwell("run", "list", "--workflow", workflow, "--json", ...at())).json(),
    ).toEqual([]);
    const none = await stepwell("run", "delete", ...at());
    expect([none.code, none.err]).toEqual([1, expect.stringContaining("or a filter")]);
    const both = await stepwell("run", "cancel", runId, ...filter);
    expect([both.code, both.err]).toEqual([1, expect.stringContaining("or a filter")]);
    const when = await stepwell("run", "cancel", "--from", "yesterday", ...at());
    expect([when.code, when.err]).toEqual([1, expect.stringContaining("is no time")]);
  });

  it("of a run that is not there is refused in words", async () => {
    const { code, out, err } = await stepwell("run", "show", "run_nobody", ...at());
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
    process.env["STEPWELL_URL"] = server().url;
    process.env["STEPWELL_KEY"] = at()[3];
    expect((await stepwell("workflow", "list")).code).toBe(0);
  });

  it.each([
    [
      "without a key",
      () => ["--url", server().url],
      /^An API key is needed: .*STEPWELL_KEY.*--key.* keys create/,
    ],
    ["with an empty key", () => ["--url", server().url, "--key", ""], /^An API key is needed/],
    [
      "with a wrong key",
      () => ["--url", server().url, "--key", "key_1.x"],
      /^The server does not accept this API key: .*STEPWELL_KEY.*--key.* keys create/,
    ],
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
