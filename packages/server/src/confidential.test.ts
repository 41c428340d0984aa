import {
  type Client,
  deleteWorkflow,
  fullPath,
  getEvent,
  getRun,
  getRunValue,
  getWorkflow,
  lastRequest,
  listEvents,
  listRuns,
  listStepRuns,
  type Operation,
  operations,
  bulkRuns,
  publishWorkflow,
  replaceDraft,
  type Role,
  sendEvents,
  startRun,
} from "@stepwell/api";
import { required } from "@stepwell/core";
import { beforeAll, describe, expect, it } from "vitest";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import {
  calculate,
  failing,
  manual,
  onEvent,
  output,
  webhook,
} from "./sample-definitions.suite.ts";

/*
 * A canary in every part of the payload of a confidential workflow: no answer to a viewer or an
 * operator has it, and the same answers to a builder do.
 */

const test = useTestServer();
const canary = "canary-7d1f";
const settings = { confidential: true };
const body = { secret: canary };

/** Whatever shows a payload: variables, messages, output, a log, the input and error of a step. */
const steps = [
  { id: "keep", type: "variable", config: { name: "kept", value: "{{ trigger.body }}" } },
  calculate("sum", "trigger.body.secret & 1"),
  {
    id: "code",
    type: "script",
    config: { arguments: { a: "{{ trigger.body.secret }}" }, code: "console.log(a); return a;" },
  },
  {
    id: "tell",
    type: "emit_event",
    config: { type: "told", data: { told: "{{ trigger.body.secret }}" } },
  },
  {
    id: "reach",
    type: "http",
    config: { method: "GET", url: "http://127.0.0.1:9/{{ trigger.body.secret }}" },
    onError: "continue",
  },
  {
    id: "wrong",
    type: "calculate",
    config: { engine: "formula", expression: "trigger.body.secret * 2" },
    onError: "continue",
  },
  { id: "out", type: "output", config: { value: "{{ trigger.body }}" } },
  failing("{{ trigger.body.secret }}"),
];

interface Seen {
  readonly workflowId: string;
  readonly runIds: readonly string[];
  readonly eventIds: readonly string[];
}

let seen: Seen;

async function post(url: string): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await response.text();
}

beforeAll(async () => {
  const call = await test().client();
  const own = await deploy(call, webhook(steps, { mode: "async" }, { settings }));
  await deploy(call, onEvent("told", [output("{{ trigger }}")]));
  // It is looked at by a confidential workflow, whose condition is not met.
  const when = { left: "{{ trigger.body.secret }}", operator: "equals", right: "other" };
  await deploy(call, onEvent("shared", [], { settings, when }));
  await deploy(call, onEvent("shared", [output("{{ trigger }}")]));
  await post(required(own.trigger.url, "a webhook has an address"));
  const event = { type: "shared", id: canary, data: { body } };
  await call(sendEvents, { body: event });
  for (;;) {
    const { items } = await call(listRuns, {});
    for (const { id } of items) await endedRun(test(), call, id);
    if (items.length >= 3) break;
  }
  const runIds = (await call(listRuns, {})).items.map(({ id }) => id);
  const eventIds = (await call(listEvents, {})).items.map(({ id }) => id);
  seen = { workflowId: own.id, runIds, eventIds };
});

/** Values for the path of a GET operation: everything that is there. */
function pathsOf(operation: Operation): readonly string[] {
  const path = fullPath(operation).replace("{env}", "live").replace("{n}", "1");
  const ids: Readonly<Record<string, readonly string[]>> = {
    runs: seen.runIds,
    events: seen.eventIds,
    workflows: [seen.workflowId],
  };
  const [, noun = ""] = /^\/(\w+)/.exec(operation.path) ?? [];
  const all = path.includes("{id}") ? (ids[noun] ?? ["nobody"]) : [""];
  if (operation === (getRunValue as Operation))
    return all.flatMap((id) =>
      ["event", "output", "variables", "response", "messages"].map(
        (of) => `${path.replace("{id}", id)}?of=${of}`,
      ),
    );
  return all.map((id) => path.replaceAll(/\{\w+\}/g, id));
}

const getting = (Object.values(operations) as readonly Operation[]).filter(
  ({ method }) => method === "GET",
);

async function answersTo(role: Role, operation: Operation): Promise<string> {
  const authorization = `Bearer ${await test().key({ role })}`;
  const answers = pathsOf(operation).map(async (path) =>
    (await test().send(path, { headers: { authorization } })).text(),
  );
  return (await Promise.all(answers)).join("\n");
}

describe("the payload of a confidential workflow", () => {
  it("has canaries in three runs and events", () => {
    expect([seen.runIds.length, seen.eventIds.length]).toEqual([3, 3]);
  });

  it.each(getting.map((operation) => [operation.id, operation] as const))(
    "is not in what %s tells a viewer or an operator",
    async (_id, operation) => {
      expect(await answersTo("viewer", operation)).not.toContain(canary);
      expect(await answersTo("operator", operation)).not.toContain(canary);
    },
  );

  it.each(
    getting
      .filter(({ payloadPermission }) => payloadPermission !== undefined)
      .map((operation) => [operation.id, operation] as const),
  )("is in what %s tells a builder", async (_id, operation) => {
    expect(await answersTo("builder", operation)).toContain(canary);
  });

  it("is marked where it is hidden", async () => {
    const viewer = await test().client("viewer");
    const { items } = await viewer(listRuns, {});
    expect(items.map(({ confidential, message }) => [confidential, message])).toEqual(
      items.map(() => [true, null]),
    );
    const failed = items.find(({ status }) => status === "failed");
    const params = { id: required(failed, "one has failed").id };
    const run = await viewer(getRun, { params });
    const hidden = { hidden: true };
    expect(run).toMatchObject({ confidential: true, output: hidden, event: { data: hidden } });
    const wrong = run.stepRuns.find(({ stepId }) => stepId === "wrong");
    expect(wrong?.error?.message).toBe("hidden: the workflow is confidential");
    const pages = await viewer(listStepRuns, { params });
    expect(
      pages.items.every(({ input, log }) => !log && JSON.stringify(input) === '{"hidden":true}'),
    ).toBe(true);
    const event = await viewer(getEvent, { params: { id: failed?.eventId ?? "" } });
    expect(event).toMatchObject({ confidential: true, data: hidden, externalId: null });
    const last = await viewer(lastRequest, { params: { id: seen.workflowId } });
    expect(last).toMatchObject({ confidential: true, data: hidden, variables: [] });
  });

  it("cannot be guessed by searching", async () => {
    const found = async (role: Role, q: string): Promise<readonly number[]> => {
      const call = await test().client(role);
      const runs = await call(listRuns, { query: { q } });
      const events = await call(listEvents, { query: { q } });
      return [runs.items.length, events.items.length];
    };
    expect(await found("builder", canary)).toEqual([3, 3]);
    expect(await found("viewer", canary)).toEqual([0, 0]);
    expect(await found("viewer", seen.runIds[0] ?? "")).toEqual([1, 0]);
    const counting = { action: "rerun", filter: { q: canary }, dryRun: true } as const;
    expect(await (await test().client("operator"))(bulkRuns, { body: counting })).toMatchObject({
      matched: 0,
    });
    expect(await (await test().client())(bulkRuns, { body: counting })).toMatchObject({
      matched: 3,
    });
  });

  it("is not in the stream of a viewer, but in that of a builder", async () => {
    const streamed = async (role: Role): Promise<string> => {
      const authorization = `Bearer ${await test().key({ role })}`;
      const abort = new AbortController();
      const path = "/api/v1/live/stream?topics=runs";
      const response = await test().send(path, {
        headers: { authorization },
        signal: abort.signal,
      });
      const reader = required(response.body, "a stream has a body")
        .pipeThrough(new TextDecoderStream())
        .getReader();
      await reader.read();
      const call = await test().client();
      const { trigger } = await call(getWorkflow, { params: { id: seen.workflowId } });
      await post(required(trigger.url, "it has an address"));
      let text = "";
      while (!text.includes('"status":"failed"')) text += (await reader.read()).value ?? "";
      abort.abort();
      return text;
    };
    expect(await streamed("builder")).toContain(canary);
    const forViewer = await streamed("viewer");
    expect(forViewer).not.toContain(canary);
    expect(forViewer).toContain('"confidential":true');
  });

  it("stays hidden after a restart and when its workflow is deleted", async () => {
    const call = await test().client();
    const { id } = await deploy(call, manual([output("{{ trigger }}")], {}, { settings }));
    const { runId } = await call(startRun, { params: { id }, body: { input: { canary } } });
    const { event } = await endedRun(test(), call, runId);
    await call(deleteWorkflow, { params: { id } });
    await test().restart();
    const viewer = await test().client("viewer");
    const params = { id: event.id };
    expect(await viewer(getEvent, { params })).toMatchObject({ data: { hidden: true } });
    expect(await (await test().client())(getEvent, { params })).toMatchObject({ data: { canary } });
  });
});

describe("a workflow that becomes confidential", () => {
  const publish = async (call: Client, id: string, more: object): Promise<void> => {
    const { draft } = await call(getWorkflow, { params: { id } });
    const definition = manual([output(1)], {}, more) as never;
    await call(replaceDraft, { params: { id }, body: { definition, revision: draft.revision } });
    await call(publishWorkflow, { params: { id }, body: { activate: true } });
  };
  const start = async (call: Client, id: string): Promise<string> => {
    const { runId } = await call(startRun, { params: { id }, body: {} });
    await endedRun(test(), call, runId);
    return runId;
  };

  it("hides the runs before as well; what comes after it was made open is open", async () => {
    const call = await test().client();
    const viewer = await test().client("viewer");
    const { id } = await deploy(call, manual([output(1)]));
    const outputOf = async (runId: string) =>
      (await viewer(getRun, { params: { id: runId } })).output;
    const first = await start(call, id);
    expect(await outputOf(first)).toBe(1);
    await publish(call, id, { settings });
    const second = await start(call, id);
    await publish(call, id, {});
    const third = await start(call, id);
    const outputs = await Promise.all([first, second, third].map(outputOf));
    expect(outputs).toEqual([{ hidden: true }, { hidden: true }, 1]);
  });
});
