import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { githubHeaders, type GithubPayload, githubPayloads } from "../github-payloads.suite.ts";
import { type Delivered, useExample } from "../run-example.suite.ts";

const secret = "It's a Secret to Everybody";
const example = useExample("github-issue-triage/github-issue-triage.flow.json", {
  secrets: { github: secret },
});

async function send(kind: string, payload: GithubPayload, id = randomUUID()): Promise<Delivered> {
  const text = JSON.stringify(payload);
  return example.deliver(text, githubHeaders(kind, secret, text, id));
}

const [opened = {}] = githubPayloads("issues", "opened");

function withLabels(...names: readonly string[]): GithubPayload {
  const labels = names.map((name) => ({ name }));
  return {
    ...opened,
    issue: { title: "Spelling error in the README file", ...opened.issue, labels },
  };
}

describe("the triage of GitHub issues", () => {
  it("is a workflow without findings", () => {
    expect(example.workflow.draft.findings).toEqual([]);
  });

  it("sorts an issue that was opened with the label bug", async () => {
    expect(await send("issues", opened)).toEqual({ status: 200, body: "ok" });
    const run = await example.lastRun();
    expect(run).toMatchObject({
      status: "succeeded",
      output: {
        queue: "maintenance",
        line: "maintenance: Codertocat/Hello-World#1 Spelling error in the README file",
        url: "https://github.com/Codertocat/Hello-World/issues/1",
      },
      variables: { queue: "maintenance" },
    });
    expect(run.stepRuns.map(({ path, status }) => `${path} ${status}`)).toEqual([
      "queue succeeded",
      "sort succeeded",
      "sort/bug/to_maintenance succeeded",
      "line succeeded",
      "result succeeded",
    ]);
    expect(run.event.data).toMatchObject({
      headers: { "x-github-event": "issues", "x-hub-signature-256": "(hidden)" },
    });
  });

  it.each([
    [["enhancement"], "planning"],
    [["help wanted", "question"], "support"],
    [["enhancement", "bug"], "maintenance"],
    [["good first issue"], "inbox"],
    [[], "inbox"],
  ])("sorts the labels %j into %s", async (labels, queue) => {
    await send("issues", withLabels(...labels));
    expect((await example.lastRun()).output).toMatchObject({ queue });
  });

  it("starts for every payload of an issue that is new, open again or has a new label", async () => {
    for (const action of ["opened", "reopened", "labeled"])
      for (const payload of githubPayloads("issues", action)) {
        expect((await send("issues", payload)).status).toBe(200);
        const { decisions } = await example.lastEvent();
        expect(decisions).toMatchObject([{ outcome: "started" }]);
      }
  });

  it.each([
    ["ping", undefined],
    ["star", "created"],
    ["issues", "pinned"],
    ["issue_comment", "created"],
  ])("keeps %s %s with the decision that it starts nothing", async (kind, action) => {
    const [payload = {}] = githubPayloads(kind, action);
    expect(await send(kind, payload)).toEqual({ status: 200, body: "ok" });
    const { decisions, runs } = await example.lastEvent();
    expect(decisions).toMatchObject([{ outcome: "condition_not_met" }]);
    expect(runs).toEqual([]);
  });

  it("takes a delivery that GitHub sends again for the same event", async () => {
    const id = randomUUID();
    await send("issues", opened, id);
    const first = await example.lastEvent();
    expect((await send("issues", opened, id)).status).toBe(200);
    const second = await example.lastEvent();
    expect(second.id).toBe(first.id);
    expect(second.runs).toHaveLength(1);
  });

  it("refuses what is not signed with the secret, and stores nothing of it", async () => {
    const before = await example.lastEvent();
    const text = JSON.stringify(opened);
    const forged = githubHeaders("issues", "a guess", text, randomUUID());
    expect(await example.deliver(text, forged)).toMatchObject({
      status: 401,
      body: { code: "invalid_signature", errors: [{ code: "signature_invalid" }] },
    });
    expect(await example.deliver(text, { "x-github-event": "issues" })).toMatchObject({
      status: 401,
      body: { errors: [{ code: "signature_missing" }] },
    });
    const changed = githubHeaders("issues", secret, text, randomUUID());
    expect((await example.deliver(`${text} `, changed)).status).toBe(401);
    expect((await example.lastEvent()).id).toBe(before.id);
  });
});
