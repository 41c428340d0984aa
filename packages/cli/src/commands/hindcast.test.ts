import {
  createWorkflow,
  getRun,
  makeClient,
  publishWorkflow,
  replaceDraft,
  startRun,
} from "@stepwell/api";
import { describe, expect, it, vi } from "vitest";
import { stepwell, useServer } from "../command-line.suite.ts";

const running = useServer();
const { at } = running;

function client() {
  const [, url = "", , key = ""] = at();
  return makeClient({ url, key, environment: "live" });
}

/** Answers with whether the input is above a limit; sends it on where it is. */
const watching = (name: string, limit: number, more: object = {}) => ({
  format: "stepwell/v1",
  name,
  trigger: { type: "manual" },
  steps: [
    {
      id: "big",
      type: "condition",
      config: {
        mode: "branches",
        if: { left: "{{ trigger.n }}", operator: "greater_than", right: limit },
      },
      branches: [
        {
          id: "yes",
          steps: [
            {
              id: "say",
              type: "emit_event",
              config: { type: "big", data: { n: "{{ trigger.n }}" } },
            },
          ],
        },
        { id: "no", steps: [] },
      ],
    },
    { id: "out", type: "output", config: { value: "{{ trigger.n }}" }, ...more },
  ],
});

async function pastOf(name: string, numbers: readonly number[]): Promise<string> {
  const call = client();
  const { id } = await call(createWorkflow, { body: { definition: watching(name, 10) } });
  await call(publishWorkflow, { params: { id }, body: { activate: true } });
  for (const n of numbers) {
    const { runId } = await call(startRun, { params: { id }, body: { input: { n } } });
    await vi.waitFor(async () => {
      const run = await call(getRun, { params: { id: runId } });
      expect(run.status).toBe("succeeded");
    });
  }
  return id;
}

describe("stepwell hindcast", () => {
  it("of what has run finds nothing", async () => {
    await pastOf("Same", [5, 20]);
    const same = await stepwell(
      "hindcast",
      "Same",
      "--fail-on",
      "would_fail,other_effects",
      ...at(),
    );
    expect(same.code).toBe(0);
    expect(same.out).toMatch(/^2 past events\n {2}identical +2\n/);
  });

  it("of a file tells the counts, each run that differs, and fails where that is asked for", async () => {
    const id = await pastOf("Moved", [5, 15, 20]);
    const file = running.file("moved.flow.json", JSON.stringify(watching("Moved", 16)));
    const args = ["hindcast", id, "--file", file, ...at()];
    const report = await stepwell(...args);
    expect(report.code).toBe(0);
    expect(report.out).toMatch(/identical +2\n {2}other_effects +1\n/);
    expect(report.out).toMatch(
      /\nother_effects {2}run_\w+ {2}event evt_\w+\n {2}− say \(emit_event\) .*15/,
    );
    expect(report.out).not.toMatch(/never/);
    const json = (await stepwell(...args, "--json")).json() as { runs: unknown[] };
    expect(json.runs).toMatchObject([{ class: "other_effects" }]);
    expect((await stepwell(...args, "--fail-on", "would_fail")).code).toBe(0);
    const failed = await stepwell(...args, "--fail-on", "would_fail, other_effects");
    expect(failed).toMatchObject({ code: 1, err: "--fail-on: 1 other_effects\n" });
  });

  it("of the draft shows another end, what was never reached, and cuts long values", async () => {
    const id = await pastOf("Drafted", [5]);
    const long = { config: { value: "x".repeat(500) } };
    const body = { definition: watching("Drafted", 10, long), revision: 1 };
    await client()(replaceDraft, { params: { id }, body });
    const report = await stepwell("hindcast", "Drafted", ...at());
    expect(report.out).toContain("Branches never entered: big/yes\nSteps never reached: say\n");
    expect(report.out).toMatch(/\nother_data .*\n {2}output: 5 → "x{98}…\n$/);
    const version = await stepwell("hindcast", "Drafted", "--version-number", "1", ...at());
    expect(version.out).toMatch(/identical +1\n/);
  });

  it("looks at as many events, and of the time, that is asked for", async () => {
    await pastOf("Some", [1, 2, 3]);
    const count = async (...more: readonly string[]) =>
      (await stepwell("hindcast", "Some", "--json", ...more, ...at())).json() as { events: number };
    expect(await count("--last", "2")).toMatchObject({ events: 2 });
    expect(await count("--from", "2001-01-01", "--to", "2002-01-01")).toMatchObject({ events: 0 });
    expect(await count("--from", "2001-01-01", "--to", "2999-01-01")).toMatchObject({ events: 3 });
  });

  it.each<[string, readonly string[], string]>([
    ["a workflow that is not there", ["Nobody"], "no workflow “Nobody” in live"],
    ["no number", ["Same", "--last", "many"], "--last must be a whole number"],
    ["too many", ["Same", "--last", "100000"], "last"],
    ["no time", ["Same", "--from", "noon"], "--from must be a time"],
    ["an unknown class", ["Same", "--fail-on", "worse"], "would_fail"],
    ["a file and a version", ["Same", "--file", "x", "--version-number", "1"], "not both"],
  ])("refuses %s", async (_what, args, words) => {
    const refused = await stepwell("hindcast", ...args, ...at());
    expect(refused).toMatchObject({ code: 1, out: "", err: expect.stringContaining(words) });
  });
});
