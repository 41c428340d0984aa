import {
  type Client,
  createWorkflow,
  getEvent,
  listEvents,
  listRuns,
  listWorkflows,
  makeClient,
  setLimits,
  setSecret,
} from "@stepwell/api";
import { makeKey, openServer, type Server } from "@stepwell/server";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runDemo } from "./demo.ts";

let dataDir = "";
let server: Server;
let call: Client;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "stepwell-demo-"));
  server = await openServer({
    dataDir,
    host: "127.0.0.1",
    port: 0,
    version: "0.0.0",
    outboundAllow: [],
    logger: pino({ level: "silent" }),
    onFatal(error) {
      throw error;
    },
  });
  const order = {
    name: "test",
    role: "owner",
    environment: undefined,
    expiresAt: undefined,
  } as const;
  const { key } = await makeKey(server.parts, order);
  call = makeClient({ url: server.url, key, environment: "sandbox" });
});

afterEach(async () => {
  await server.close(0);
  rmSync(dataDir, { recursive: true, force: true });
});

/** All that a start with --demo prints. */
async function demo(): Promise<string> {
  const printed: string[] = [];
  await runDemo(server, (text) => void printed.push(text));
  return printed.join("\n");
}

describe("the demo", () => {
  it("tells what was sent, what was answered, and what became of it", async () => {
    const text = await demo();
    const answers = text.split("\n").filter((line) => /^ {2}\d /.test(line));
    const short = answers.map((line) =>
      line
        .trim()
        .replaceAll(/\s{2,}/g, " | ")
        .slice(0, 80),
    );
    expect(short).toEqual([
      "1 | GitHub | issues: opened, a bug | 200 ok",
      "2 | GitHub | the same delivery once more | 200 ok",
      "3 | GitHub | issues: opened, a wish | 200 ok",
      "4 | GitHub | ping | 200 ok",
      expect.stringContaining(
        "5 | GitHub | issues: signed with a wrong secret | 401 invalid_signature",
      ),
      expect.stringContaining('6 | Stripe | charge.succeeded | 200 {"payment":"ch_'),
      expect.stringContaining('7 | Stripe | payment_intent.succeeded | 200 {"payment":"pi_'),
      expect.stringContaining("8 | Stripe | charge.succeeded: signed an hour ago | 401"),
    ]);
    const [, ...blocks] = text.split(/\n\n(?=\d {2}\w)/);
    expect(blocks).toEqual([
      expect.stringMatching(/Run #1 run_\w+: succeeded[^]*sort\/bug\/to_maintenance [^]*output \{/),
      expect.stringMatching(/The same event as 1: nothing is done twice\.$/),
      expect.stringMatching(/Run #2 run_\w+: succeeded[^]*sort\/wish\/to_planning /),
      expect.stringMatching(/No run for event evt_\w+\n {2}decision condition_not_met: .+$/),
      expect.stringMatching(/Refused: nothing of it is stored\.$/),
      expect.stringMatching(/Run #1 run_\w+: succeeded[^]*each\/1\/keep_sum [^]*"47\.80 EUR"/),
      expect.stringMatching(/Run #2 run_\w+: succeeded[^]*route\/review\/reason /),
      expect.stringMatching(/Refused: nothing of it is stored\.\n/),
    ]);
    expect(text).toContain("npx stepwell keys create --name me --role owner");
    expect(text).toContain(`npx stepwell run list --env sandbox --url ${server.url}`);
  });

  it("leaves two active workflows, their events and runs in the sandbox", async () => {
    const text = await demo();
    const { items } = await call(listWorkflows);
    expect(items.every(({ active }) => active)).toBe(true);
    expect(items.map(({ name }) => name).toSorted()).toEqual([
      "GitHub issue triage",
      "Stripe payment router",
    ]);
    for (const { trigger } of items) expect(text).toContain(trigger.url);
    const runs = await call(listRuns);
    expect(runs.items.map(({ status }) => status)).toEqual(Array(4).fill("succeeded"));
    const events = await call(listEvents);
    expect(events.items).toHaveLength(5);
    const first = await call(getEvent, { params: { id: events.items.at(-1)?.id ?? "" } });
    expect(first.runs).toHaveLength(1);
  });

  it("makes the workflows once, and sends new events at every start", async () => {
    expect(await demo()).toContain("(imported)");
    const second = await demo();
    expect(second).toContain("(was there already)");
    expect(second).not.toContain("(imported)");
    expect((await call(listWorkflows)).items).toHaveLength(2);
    expect((await call(listRuns)).items).toHaveLength(8);
    expect((await call(listEvents)).items).toHaveLength(10);
  });

  it("leaves a secret that somebody has set as it is", async () => {
    await call(setSecret, { params: { name: "github" }, body: { value: "somebody's own" } });
    expect(await demo()).toContain("sort/bug/to_maintenance");
    expect(server.parts.environments.get("sandbox")?.secrets.get("github")).toBe("somebody's own");
  });

  it("leaves no key behind that could be used", async () => {
    await demo();
    const keys = await server.parts.installation.keys.list();
    const own = keys.find(({ name }) => name === "demo");
    expect(own).toMatchObject({ environments: ["sandbox"], revokedAt: expect.any(Number) });
    expect((own?.expiresAt ?? 0) - (own?.createdAt ?? 0)).toBeLessThanOrEqual(3_600_000);
  });

  it("says why it cannot go on, and lets the server run", async () => {
    await call(setLimits, { body: { activeWorkflowsMax: 1 } });
    expect(await demo()).toMatch(/The demo cannot go on: .*activeWorkflowsMax/);
    const trigger = { type: "manual", config: {} };
    const definition = { format: "stepwell/v1", name: "Stripe payment router", trigger, steps: [] };
    await call(createWorkflow, { body: { definition } });
    expect(await demo()).toMatch(/The demo cannot go on: .*“Stripe payment router” has no webhook/);
  });
});

describe("the demo's payloads", () => {
  const require = createRequire(import.meta.url);
  const file = require.resolve("@octokit/webhooks-examples");
  const all = JSON.parse(readFileSync(file, "utf8")) as {
    readonly name: string;
    readonly examples: readonly unknown[];
  }[];

  it.each([
    ["issues", "issues.opened.json"],
    ["ping", "ping.json"],
  ])("of %s are what GitHub sends", (name, payload) => {
    const copied = JSON.parse(readFileSync(join(import.meta.dirname, "payloads", payload), "utf8"));
    const examples = all.find((one) => one.name === name)?.examples;
    expect(examples).toContainEqual(copied);
  });
});
