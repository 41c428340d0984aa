import {
  type AnswerOf,
  createKey,
  createWorkflow,
  deleteWorkflow,
  getRun,
  listAudit,
  listRuns,
  listWorkflows,
  type Operation,
  operations,
  sendEvents,
  setSecret,
  signIn,
  startRun,
  updateMember,
} from "@stepwell/api";
import { unitMs } from "@stepwell/core";
import { afterEach, describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, endedRun, testPassword, useTestServer } from "./open-test-server.suite.ts";
import { pruneAudit } from "./retention.ts";
import { manual, output } from "./sample-definitions.suite.ts";

const test = useTestServer();
afterEach(() => test().server.parts.attempts.clear());

type Entry = AnswerOf<typeof listAudit>["items"][number];

async function newest(query: object = {}): Promise<readonly Entry[]> {
  const { items } = await (await test().client("admin"))(listAudit, { query });
  return items;
}

/** The entries that the work has made, the newest first. */
async function entriesOf(work: () => Promise<unknown>): Promise<readonly Entry[]> {
  const [last] = await newest({ limit: 1 });
  await work();
  const items = await newest({ limit: 200 });
  return items.filter(({ id }) => last === undefined || id > last.id);
}

const definition = manual([output(1)]) as never;

describe("the audit log", () => {
  it("tells who changed what, where, when and from where, once", async () => {
    const person = await test().person();
    const [entry, ...more] = await entriesOf(() =>
      person.client("sandbox")(createWorkflow, { body: { definition } }),
    );
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      actor: { kind: "user", id: person.id, name: expect.stringContaining("Person") },
      environment: "sandbox",
      operation: "workflows.create",
      outcome: "done",
      objectId: expect.stringMatching(/^wf_/),
      address: expect.stringContaining("127.0.0.1"),
    });
    expect(Math.abs(Date.parse(entry?.at ?? "") - Date.now())).toBeLessThan(10_000);
  });

  it("tells what an API key has done, and of keys no secret", async () => {
    const call = await test().client();
    const made = { name: "CI", role: "viewer" } as const;
    let secret = "";
    const [entry] = await entriesOf(async () => {
      const { key } = await call(createKey, { body: made });
      secret = key.split(".")[1] ?? "";
    });
    expect(entry).toMatchObject({ actor: { kind: "key" }, environment: null, summary: made });
    expect(entry?.objectId).toMatch(/^key_/);
    expect(JSON.stringify(entry)).not.toContain(secret);
  });

  it("has no value of a secret, no definition and no payload", async () => {
    const call = await test().client();
    const entries = await entriesOf(async () => {
      await call(setSecret, { params: { name: "token" }, body: { value: "canary-1" } });
      const steps = [output("canary-2")];
      await call(createWorkflow, { body: { definition: manual(steps) as never } });
      const { id: workflowId } = await deploy(call, definition);
      const person = await test().person();
      const params = { id: workflowId };
      await person.client()(startRun, { params, body: { input: { secret: "canary-3" } } });
    });
    expect(entries.map(({ operation }) => operation)).toEqual([
      "workflows.start_run",
      "workflows.publish",
      "workflows.create",
      "workflows.create",
      "secrets.set",
    ]);
    expect(entries.at(-1)?.objectId).toBe("token");
    expect(JSON.stringify(entries)).not.toContain("canary");
  });

  it("says nothing of what only reads, what was refused, and what keys send all day", async () => {
    const call = await test().client();
    const { id: workflowId } = await deploy(call, definition);
    const params = { id: workflowId };
    const entries = await entriesOf(async () => {
      await call(listWorkflows);
      await call(sendEvents, { body: { type: "t" } });
      await call(startRun, { params, body: {} });
      await refusal(call(deleteWorkflow, { params: { id: "nobody" } }));
      await refusal((await test().client("viewer"))(createWorkflow, { body: { definition } }));
    });
    expect(entries).toEqual([]);
  });

  it("leaves out what changes nothing, events, and runs that keys start; nothing else", () => {
    const all: readonly Operation[] = Object.values(operations);
    const changing = all.filter(({ method }) => method !== "GET");
    const except = changing.flatMap(({ id, audit }) => (audit?.of ? [`${id}: ${audit.of}`] : []));
    expect(except.toSorted()).toEqual([
      "events.send: nobody",
      "workflows.check: nobody",
      "workflows.parse_sample: nobody",
      "workflows.start_run: people",
    ]);
  });

  it("tells of signing in and of wrong passwords, but not what was typed", async () => {
    const { id, email } = await test().person();
    const call = await test().client();
    const entries = await entriesOf(async () => {
      await call(signIn, { body: { email, password: testPassword } });
      await refusal(call(signIn, { body: { email, password: "my-typed-password" } }));
      const typed = { email: "typed-into-the-wrong-field@x.example", password: "p" };
      await refusal(call(signIn, { body: typed }));
    });
    expect(entries).toMatchObject([
      { operation: "sessions.sign_in", outcome: "refused", objectId: null },
      { operation: "sessions.sign_in", outcome: "refused", objectId: id, actor: { id: "nobody" } },
      { operation: "sessions.sign_in", outcome: "done", actor: { kind: "user", id } },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/typed-/);
  });

  it("tells which roles a member had before", async () => {
    const { id } = await test().person({ live: "viewer" });
    const call = await test().client();
    const roles = { live: "builder" } as const;
    const [entry] = await entriesOf(() => call(updateMember, { params: { id }, body: { roles } }));
    expect(entry).toMatchObject({ objectId: id, summary: { roles, before: { live: "viewer" } } });
  });

  it("tells who has read a confidential payload, and of no other reading", async () => {
    const call = await test().client();
    const open = await deploy(call, definition);
    const secret = { ...manual([output(1)]), settings: { confidential: true } };
    const hidden = await deploy(call, secret);
    const runOf = async (id: string) => {
      const { runId } = await call(startRun, { params: { id }, body: {} });
      await endedRun(test(), await test().client("viewer"), runId);
      return runId;
    };
    const [openRun, hiddenRun] = [await runOf(open.id), await runOf(hidden.id)];
    const reader = await test().person({ "*": "builder" });
    const entries = await entriesOf(async () => {
      await reader.client()(getRun, { params: { id: openRun } });
      await reader.client()(getRun, { params: { id: hiddenRun } });
      await reader.client()(listRuns);
      await (
        await test().client("viewer")
      )(getRun, { params: { id: hiddenRun } });
    });
    expect(entries).toMatchObject([
      {
        operation: "runs.get",
        objectId: hiddenRun,
        actor: { id: reader.id },
        summary: { confidential: true },
      },
    ]);
    expect(entries).toHaveLength(1);
  });
});

describe("reading the audit log", () => {
  it("goes by pages, and by actor, operation, environment and time", async () => {
    const person = await test().person();
    const ids: string[] = [];
    for (const environment of ["live", "sandbox", "live"]) {
      const { id } = await person.client(environment)(createWorkflow, { body: { definition } });
      ids.unshift(id);
    }
    const actor = person.id;
    const call = await test().client("admin");
    const first = await call(listAudit, { query: { actor, limit: 2 } });
    const cursor = first.nextCursor ?? "";
    const second = await call(listAudit, { query: { actor, limit: 2, cursor } });
    const objects = [...first.items, ...second.items].map(({ objectId }) => objectId);
    expect(objects).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect(await newest({ actor, environment: "sandbox" })).toHaveLength(1);
    expect(await newest({ actor, operation: "workflows.create" })).toHaveLength(3);
    expect(await newest({ actor, operation: "workflows.delete" })).toHaveLength(0);
    const later = new Date(Date.now() + 1000).toISOString();
    expect(await newest({ actor, from: later })).toHaveLength(0);
    expect(await newest({ actor, to: later })).toHaveLength(3);
  });

  it("shows who reaches one environment only what was done there", async () => {
    const owner = await test().client();
    await owner(createWorkflow, { body: { definition } });
    await owner(createKey, { body: { name: "n", role: "viewer" } });
    const sandbox = await test().client("owner", "sandbox");
    await sandbox(createWorkflow, { body: { definition } });
    const bound = (await test().person({ sandbox: "admin", live: "builder" })).client();
    const { items } = await bound(listAudit);
    expect(new Set(items.map(({ environment }) => environment))).toEqual(new Set(["sandbox"]));
    expect((await bound(listAudit, { query: { environment: "live" } })).items).toEqual([]);
  });

  it("goes back 365 days", async () => {
    const { installation, clock, ids } = test().server.parts;
    const [newestEntry] = installation.audit.list({ limit: 1 });
    if (!newestEntry) throw new Error("there are entries");
    const of = (days: number) => ({
      ...newestEntry,
      id: ids.make("aud"),
      at: clock.now() - days * unitMs.days,
      operation: `test.${days}`,
    });
    installation.audit.append(of(366));
    installation.audit.append(of(364));
    pruneAudit(test().server.parts);
    expect(await newest({ operation: "test.366" })).toHaveLength(0);
    expect(await newest({ operation: "test.364" })).toHaveLength(1);
  });
});
