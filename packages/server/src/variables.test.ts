import {
  type AnswerOf,
  type Client,
  createWorkflow,
  listVariables,
  sendEvents,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { calculate, manual, onEvent, output, webhook } from "./sample-definitions.suite.ts";
import { deliver, useWebhooks } from "./webhook-delivery.suite.ts";

const test = useTestServer();
const { hookOf, runsOf } = useWebhooks(test);

type Variables = AnswerOf<typeof listVariables>;
type Query = NonNullable<Parameters<typeof read>[2]>;

function read(
  call: Client,
  id: string,
  query: { at?: string; path?: string; branch?: string; inside?: "true" } = {},
) {
  return call(listVariables, { params: { id }, query });
}

async function made(definition: object) {
  const call = await test().client("builder");
  const { id } = await call(createWorkflow, { body: { definition: definition as never } });
  return { id, ask: (query?: Query) => read(call, id, query) };
}

const pathsOf = ({ items }: Variables) => items.map(({ path }) => path);
const find = ({ items }: Variables, path: string) => items.find((item) => item.path === path);

const loop = {
  id: "each",
  type: "loop",
  config: { over: "{{ trigger.lines }}" },
  branches: [{ id: "body", steps: [calculate("twice", "scopes.each.item * 2")] }],
};

describe("the variables at a place", () => {
  it("are those of the draft, with types, for whoever may read it", async () => {
    const { id } = await made(manual([calculate("one", "1 + 1"), loop]));
    const viewer = await test().client("viewer");
    const end = await read(viewer, id);
    expect(end.sampledAt).toBeNull();
    expect(end.items[0]).toMatchObject({ path: "steps.each", kind: "object", isCertain: true });
    expect(find(end, "steps.twice")).toMatchObject({ kind: "number", isCertain: false });
    expect(find(end, "steps.one")).toEqual({
      root: "steps",
      path: "steps.one",
      title: "one",
      kind: "number",
      type: "number",
      isCertain: true,
      step: { id: "one", type: "calculate" },
    });
  });

  it("differ from place to place", async () => {
    const { ask } = await made(manual([calculate("one", "1"), loop]));
    expect(pathsOf(await ask({ at: "one" }))[0]).toBe("trigger");
    expect(pathsOf(await ask({ at: "each" }))).not.toContain("scopes.each");
    expect(pathsOf(await ask({ at: "each", inside: "true" }))[0]).toBe("scopes.each");
    expect(pathsOf(await ask({ at: "each", branch: "body" }))).toContain("steps.twice");
    expect(pathsOf(await ask({ at: "$trigger" }))).not.toContain("steps.one");
  });

  it("are not found where there is no such place", async () => {
    const { id } = await made(manual([]));
    const call = await test().client("viewer");
    for (const query of [{ at: "nobody" }, { path: "steps.nobody" }])
      expect(await refusal(read(call, id, query))).toMatchObject({ code: "not_found" });
  });
});

describe("values", () => {
  it("are those of the last request and of the newest run", async () => {
    const call = await test().client();
    const hook = await hookOf(webhook([output({ total: "{{ trigger.body.amount }}" })]));
    await deliver(hook.url, { amount: 5, "odd key": [{ a: 1 }] });
    const [run] = await runsOf(hook.id);
    await endedRun(test(), call, run?.id ?? "");
    const variables = await read(call, hook.id);
    expect(variables.sampledAt).not.toBeNull();
    expect(find(variables, "steps.out")?.children).toMatchObject([
      { path: "steps.out.total", kind: "number", sample: 5 },
    ]);
    const body = find(variables, "trigger")?.children?.[0];
    expect(body?.children).toMatchObject([
      { path: "trigger.body.amount", kind: "number", sample: 5 },
      { path: 'trigger.body["odd key"]', children: [{ sample: [1] }] },
    ]);
    const under = await read(call, hook.id, { path: 'trigger.body["odd key"]' });
    expect(under.items).toMatchObject([{ kind: "list", children: [{ title: "a" }] }]);
  });

  it("are those of the newest event that the draft listens to, though it started nothing", async () => {
    const call = await test().client();
    const { ask } = await made(onEvent("picker.one", []));
    expect(find(await ask(), "trigger")).not.toHaveProperty("children");
    const data = { object: { status: "paid" }, previous_attributes: { status: "open" } };
    await call(sendEvents, { body: { type: "picker.one", data } });
    const variables = await ask();
    expect(find(variables, "trigger")?.children?.[0]?.children).toMatchObject([
      { path: "trigger.object.status", kind: "text", sample: "paid" },
    ]);
    expect(find(variables, "previous")?.children?.[0]).toMatchObject({ sample: "open" });
    expect(find(variables, "event")?.children?.[1]).toMatchObject({ sample: "picker.one" });
  });

  it("are those of the trigger's sample until an event has come", async () => {
    const sample = { total: 5, note: null };
    const definition = {
      ...onEvent("picker.two", []),
      trigger: { type: "event", config: { type: "picker.two", sample } },
    };
    const { ask } = await made(definition);
    expect(find(await ask(), "trigger")?.children).toMatchObject([
      { path: "trigger.total", kind: "number", sample: 5 },
      { path: "trigger.note", kind: "unknown" },
    ]);
  });

  it("are not told of a confidential workflow", async () => {
    const call = await test().client();
    const { id } = await deploy(
      call,
      onEvent("picker.three", [output("{{ trigger.secret }}")], {
        settings: { confidential: true },
      }),
    );
    await call(sendEvents, { body: { type: "picker.three", data: { secret: "s3cr3t" } } });
    const variables = await read(call, id);
    expect(JSON.stringify(variables)).not.toContain("s3cr3t");
    expect(variables.sampledAt).toBeNull();
  });

  it("of a draft that is not right yet are those of its steps", async () => {
    const { ask } = await made({ ...manual([output(1)]), trigger: { type: "nothing" } });
    expect(pathsOf(await ask())).toContain("steps.out");
  });
});
