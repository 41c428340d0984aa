import { setImmediate } from "node:timers/promises";
import {
  activateWorkflow,
  checkDefinition,
  createWorkflow,
  deactivateWorkflow,
  deleteWorkflow,
  diffVersions,
  editDraft,
  getVersion,
  getWorkflow,
  listRuns,
  listVersions,
  listWorkflows,
  publishWorkflow,
  replaceDraft,
  startRun,
  updateWorkflow,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, slowDown, useTestServer } from "./open-test-server.suite.ts";
import {
  calculate,
  delay,
  manual,
  onEvent,
  output,
  unpublishable,
  webhook,
} from "./sample-definitions.suite.ts";

const test = useTestServer();

function bodyOf(definition: object) {
  return { definition: definition as never };
}

async function create(definition: object) {
  const call = await test().client("builder");
  return { call, made: await call(createWorkflow, { body: bodyOf(definition) }) };
}

describe("creating a workflow", () => {
  it("makes one with a draft, inactive, without a version", async () => {
    const { made } = await create(manual([output(1)], {}, { name: "First" }));
    expect(made).toMatchObject({
      name: "First",
      active: false,
      activeVersion: null,
      latestVersion: null,
      archived: false,
      trigger: { type: "manual" },
      draft: { revision: 1, findings: [], definition: { format: "stepwell/v1" } },
    });
    expect(made.id).toMatch(/^wf_[0-9a-z]{26}$/);
  });

  it("gives a webhook its address, where the outside reaches it", async () => {
    const { made } = await create(webhook([]));
    expect(made.trigger.url).toMatch(
      new RegExp(`^${test().url}/hooks/live/[0-9a-hjkmnp-tv-z]{52}$`),
    );
  });

  it("saves a definition that has errors, and tells them", async () => {
    const { made } = await create(unpublishable);
    expect(made.draft.findings).toMatchObject([{ severity: "error", stepId: "out" }]);
  });

  it("names each place where a definition has another form", async () => {
    const call = await test().client();
    const wrong = { ...manual([]), steps: [{ id: "UPPER" }], extra: 1 };
    const problem = await refusal(call(createWorkflow, { body: bodyOf(wrong) }));
    expect(problem.code).toBe("invalid_input");
    const paths = problem.errors?.map(({ path }) => path);
    expect(paths).toContain("definition.steps.0.id");
    expect(paths?.some((path) => path === "definition")).toBe(true);
  });
});

describe("reading workflows", () => {
  it("lists them newest first, by pages, each once", async () => {
    const call = await test().client("viewer", "sandbox");
    const builder = await test().client("builder", "sandbox");
    const ids = [];
    for (let count = 0; count < 5; count += 1)
      ids.unshift((await builder(createWorkflow, { body: bodyOf(manual([])) })).id);
    const first = await call(listWorkflows, { query: { limit: 2 } });
    const second = await call(listWorkflows, {
      query: { limit: 2, cursor: first.nextCursor ?? "" },
    });
    const third = await call(listWorkflows, {
      query: { limit: 2, cursor: second.nextCursor ?? "" },
    });
    const items = [first, second, third].flatMap((page) => page.items);
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(third.nextCursor).toBeNull();
  });

  it("finds them by a part of the name, whatever its case", async () => {
    const { call, made } = await create(manual([], {}, { name: "Needle in a haystack" }));
    const { items } = await call(listWorkflows, { query: { q: "nEEDLE" } });
    expect(items.map(({ id }) => id)).toEqual([made.id]);
  });

  it("gives one with its draft", async () => {
    const { made } = await create(manual([output(1)]));
    const viewer = await test().client("viewer");
    expect(await viewer(getWorkflow, { params: { id: made.id } })).toEqual(made);
  });
});

describe("renaming and filing away", () => {
  it("changes name, description, folder and tags, and so the draft", async () => {
    const { call, made } = await create(manual([]));
    const set = { name: "New", description: "What for", folder: "Sales", tags: ["a", "b"] };
    const after = await call(updateWorkflow, { params: { id: made.id }, body: set });
    expect(after).toMatchObject({ ...set, draft: { revision: 2, definition: set } });
  });

  it("files a workflow away: it is inactive and in another list, until it is brought back", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([], {}, { name: "Filed away" }));
    const filed = await call(updateWorkflow, { params: { id }, body: { archived: true } });
    expect(filed).toMatchObject({ archived: true, active: false });
    const find = (archived: "true" | "false") =>
      call(listWorkflows, { query: { archived, q: "Filed away" } });
    expect((await find("true")).items).toHaveLength(1);
    expect((await find("false")).items).toHaveLength(0);
    const problem = await refusal(call(startRun, { params: { id }, body: {} }));
    expect(problem.code).toBe("not_active");
    const back = await call(updateWorkflow, { params: { id }, body: { archived: false } });
    expect(back).toMatchObject({ archived: false, active: false });
  });
});

describe("the draft", () => {
  it("is replaced where it still has the revision given", async () => {
    const { call, made } = await create(manual([]));
    const params = { id: made.id };
    const body = { ...bodyOf(manual([output(2)])), revision: 1 };
    const after = await call(replaceDraft, { params, body });
    expect(after.draft).toMatchObject({ revision: 2, definition: { steps: [{ id: "out" }] } });
    const problem = await refusal(call(replaceDraft, { params, body }));
    expect(problem.code).toBe("revision_conflict");
    expect(problem.detail).toContain("revision 2");
    expect(await call(getWorkflow, { params })).toEqual(after);
  });

  it("takes the builder's operations, all or none", async () => {
    const { call, made } = await create(manual([calculate("a", "1")]));
    const params = { id: made.id };
    const insert = (id: string, index: number) =>
      ({ op: "insertStep", step: calculate(id, "2"), at: { index } }) as never;
    const rename = { op: "renameStep", stepId: "a", newId: "first" } as never;
    const after = await call(editDraft, {
      params,
      body: { operations: [insert("b", 1), rename], revision: 1 },
    });
    const steps = (after.draft.definition as { steps: { id: string }[] }).steps;
    expect(steps.map(({ id }) => id)).toEqual(["first", "b"]);
    const bad = { operations: [insert("c", 0), rename], revision: 2 };
    const problem = await refusal(call(editDraft, { params, body: bad }));
    expect(problem).toMatchObject({
      code: "invalid_input",
      errors: [{ path: "operations.1", code: "impossible_edit" }],
    });
    expect(await call(getWorkflow, { params })).toEqual(after);
  });

  it("of two editors only the first one's change is stored", async () => {
    const { call, made } = await create(manual([]));
    const edits = ["x", "y"].map((id) =>
      call(editDraft, {
        params: { id: made.id },
        body: {
          operations: [{ op: "insertStep", step: calculate(id, "1"), at: { index: 0 } } as never],
          revision: 1,
        },
      }).then(
        () => "stored",
        () => "refused",
      ),
    );
    expect((await Promise.all(edits)).toSorted()).toEqual(["refused", "stored"]);
  });
});

describe("versions", () => {
  it("are made of the draft, numbered, noted, and never change", async () => {
    const { call, made } = await create(manual([output("one")]));
    const params = { id: made.id };
    const first = await call(publishWorkflow, { params, body: { note: "the first" } });
    expect(first).toMatchObject({ version: 1, latestVersion: 1, active: false });
    await call(replaceDraft, { params, body: { ...bodyOf(manual([output("two")])), revision: 1 } });
    const second = await call(publishWorkflow, { params, body: { activate: true } });
    expect(second).toMatchObject({ version: 2, activeVersion: 2, active: true });
    const { items } = await call(listVersions, { params });
    expect(items).toMatchObject([
      { version: 2, active: true, note: null },
      { version: 1, active: false, note: "the first", publishedBy: "test" },
    ]);
    const old = await call(getVersion, { params: { ...params, n: 1 } });
    expect(old.definition).toEqual(made.draft.definition);
  });

  it("are made only of the revision that was looked at, where that is told", async () => {
    const { call, made } = await create(manual([output("one")]));
    const params = { id: made.id };
    await call(replaceDraft, { params, body: { ...bodyOf(manual([output("two")])), revision: 1 } });
    const stale = call(publishWorkflow, { params, body: { revision: 1 } });
    expect(await refusal(stale)).toMatchObject({ code: "revision_conflict" });
    expect((await call(publishWorkflow, { params, body: { revision: 2 } })).version).toBe(1);
  });

  it("differ step by step, from each other and from the draft", async () => {
    const { call, made } = await create(manual([calculate("a", "1"), calculate("b", "2")]));
    const params = { id: made.id };
    await call(publishWorkflow, { params, body: {} });
    const changed = manual([calculate("a", "10"), calculate("c", "3")]);
    await call(replaceDraft, { params, body: { ...bodyOf(changed), revision: 1 } });
    const draft = await call(diffVersions, { params, query: { from: 1, to: "draft" } });
    await call(publishWorkflow, { params, body: {} });
    const versions = await call(diffVersions, { params, query: { from: 1, to: 2 } });
    expect(versions).toEqual(draft);
    expect(new Set(draft.changes.map(({ stepId }) => stepId))).toEqual(new Set(["a", "b", "c"]));
    const same = await call(diffVersions, { params, query: { from: 2, to: 2 } });
    expect(same.changes).toEqual([]);
  });

  it("are not made of a definition with errors; the findings say why", async () => {
    const { call, made } = await create(unpublishable);
    const problem = await refusal(call(publishWorkflow, { params: { id: made.id }, body: {} }));
    expect(problem).toMatchObject({ status: 422, code: "definition_has_errors" });
    const [finding] = made.draft.findings;
    expect(problem.errors).toEqual([
      { path: finding?.path, code: finding?.code, message: finding?.message },
    ]);
    const { items } = await call(listVersions, { params: { id: made.id } });
    expect(items).toEqual([]);
  });

  it("old ones can be made active again", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([output("one")], { mode: "sync" }));
    const params = { id };
    await call(replaceDraft, {
      params,
      body: { ...bodyOf(manual([output("two")], { mode: "sync" })), revision: 1 },
    });
    await call(publishWorkflow, { params, body: { activate: true } });
    const start = async () => (await call(startRun, { params, body: {} })).output;
    expect(await start()).toBe("two");
    await call(activateWorkflow, { params, body: { version: 1 } });
    expect(await start()).toBe("one");
    await call(activateWorkflow, { params, body: {} });
    expect(await start()).toBe("two");
  });
});

describe("activating", () => {
  it("and deactivating right after leave trigger, row and host in agreement", async () => {
    const call = await test().client();
    const { store } = test().environment();
    const { id, trigger } = await deploy(call, webhook([]));
    const params = { id };
    for (let round = 0; round < 3; round += 1) {
      await call(deactivateWorkflow, { params });
      const usual = slowDown(store, "version");
      const activating = call(activateWorkflow, { params, body: {} });
      while ((await store.workflow(id))?.activeVersion === undefined) await setImmediate();
      await call(deactivateWorkflow, { params });
      await activating;
      usual();
      expect((await call(getWorkflow, { params })).active).toBe(false);
      expect((await fetch(trigger.url ?? "", { method: "POST" })).status).toBe(404);
    }
  });

  it("ends with a deactivation: nothing starts any more, open runs go on", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([delay()]));
    const { runId } = await call(startRun, { params: { id }, body: {} });
    const after = await call(deactivateWorkflow, { params: { id } });
    expect(after).toMatchObject({ active: false, activeVersion: null, latestVersion: 1 });
    expect((await refusal(call(startRun, { params: { id }, body: {} }))).code).toBe("not_active");
    const { items } = await call(listRuns, { query: { workflow: id } });
    expect(items).toMatchObject([{ id: runId, status: "waiting" }]);
  });
});

describe("deleting a workflow", () => {
  it("takes its versions and runs along; open runs are canceled first", async () => {
    const call = await test().client();
    const { id, trigger } = await deploy(call, webhook([delay()]));
    const statuses: string[] = [];
    const unwatch = test()
      .environment()
      .host.watch((row) => statuses.push(row.status));
    await fetch(trigger.url ?? "", { method: "POST" });
    await fetch(trigger.url ?? "", { method: "POST" });
    expect(await call(deleteWorkflow, { params: { id } })).toBeNull();
    unwatch();
    expect(statuses.filter((status) => status === "canceled")).toHaveLength(2);
    expect((await refusal(call(getWorkflow, { params: { id } }))).code).toBe("not_found");
    expect((await call(listRuns, { query: { workflow: id } })).items).toEqual([]);
    expect((await fetch(trigger.url ?? "", { method: "POST" })).status).toBe(404);
  });
});

describe("checking a definition", () => {
  it("gives the findings and stores nothing", async () => {
    const call = await test().client("viewer");
    const before = await call(listWorkflows);
    const good = await call(checkDefinition, { body: bodyOf(onEvent("a", [output(1)])) });
    const bad = await call(checkDefinition, { body: bodyOf(unpublishable) });
    expect(good.findings).toEqual([]);
    expect(bad.findings).toHaveLength(1);
    expect(await call(listWorkflows)).toEqual(before);
  });
});
