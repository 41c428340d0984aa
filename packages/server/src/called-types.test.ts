import {
  activateWorkflow,
  checkDefinition,
  type Client,
  createWorkflow,
  deactivateWorkflow,
  listVariables,
  publishWorkflow,
  updateWorkflow,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { manual, output } from "./sample-definitions.suite.ts";

/* What the checker knows of workflows that others call, over HTTP. */

const test = useTestServer();

const inputs = [
  { name: "order", type: "text", required: true },
  { name: "weight", type: "number" },
];

function callable(name: string, steps: readonly object[]): object {
  return { ...manual(steps), name, trigger: { type: "call", config: { inputs } } };
}

const ask = (workflow: string, input: object): object => ({
  id: "ask",
  type: "call_workflow",
  config: { workflow, input },
});

async function told(call: Client, steps: readonly object[]): Promise<readonly string[]> {
  const { findings } = await call(checkDefinition, {
    body: { definition: manual(steps) as never },
  });
  return findings.map(({ code, path, hint }) => [code, path, hint].join(" ").trim());
}

const config = "steps.0.config";

describe("a called workflow", () => {
  it("is known as it is active now: inputs, output, name", async () => {
    const call = await test().client();
    const shipped = { parcel: { weight: "{{ trigger.weight }}" } };
    const { id } = await deploy(call, callable("Ship it", [output(shipped)]));
    const read = (field: string) => [ask("Ship it", { order: "a" }), output(`{{ ${field} }}`)];
    expect(await told(call, read("steps.ask.parcel.weight"))).toEqual([]);
    expect(await told(call, read("steps.ask.parcel.wheight"))).toEqual([
      "unknown_field steps.1.config.value Did you mean “weight”?",
    ]);
    expect(await told(call, [ask("Ship it", { wieght: 1 })])).toEqual([
      `missing_input ${config}.input Add it.`,
      `unknown_input ${config}.input.wieght Did you mean “weight”?`,
    ]);
    expect(await told(call, [ask(id, { order: 5 })])).toEqual([
      `type_mismatch ${config}.input.order`,
    ]);
    expect(await told(call, [ask("Shipit", {})])).toEqual([
      `unknown_workflow ${config}.workflow Did you mean “Ship it”?`,
    ]);
    await call(deactivateWorkflow, { params: { id } });
    expect(await told(call, [ask("Ship it", {})])).toEqual([
      `workflow_not_active ${config}.workflow Activate it.`,
    ]);
    await call(updateWorkflow, { params: { id }, body: { name: "Ship ita" } });
    expect(await told(call, [ask("Ship ita", {})])).toHaveLength(1);
    expect(await told(call, [ask("Ship it", {})])).toEqual([
      `unknown_workflow ${config}.workflow Did you mean “Ship ita”?`,
    ]);
    await call(activateWorkflow, { params: { id }, body: {} });
    expect(await told(call, [ask("Ship it", { order: "a" })])).toEqual([]);
  });

  it("shows its output in the tree of variables of who calls it, and after a restart", async () => {
    const call = await test().client();
    await deploy(call, callable("Weigh", [output({ grams: 5 })]));
    const definition = manual([ask("Weigh", { order: "a" })]) as never;
    const { id } = await call(createWorkflow, { body: { definition } });
    const fields = async (client: Client) => {
      const query = { at: "$end" };
      const { items } = await client(listVariables, { params: { id }, query });
      const asked = items.find(({ path }) => path === "steps.ask");
      return asked?.children?.map(({ path, type }) => `${path}: ${type}`);
    };
    expect(await fields(call)).toEqual(["steps.ask.grams: number"]);
    await test().restart();
    expect(await fields(await test().client())).toEqual(["steps.ask.grams: number"]);
  });

  it("that is not there keeps its caller from being published", async () => {
    const call = await test().client();
    const definition = manual([ask("Nobody", {})]) as never;
    const { id } = await call(createWorkflow, { body: { definition } });
    const problem = await refusal(call(publishWorkflow, { params: { id }, body: {} }));
    expect(problem.errors).toMatchObject([{ code: "unknown_workflow" }]);
  });

  it("may call its caller: types end where the circle closes", async () => {
    const call = await test().client();
    const body = callable("Pong", [output({ a: 1 })]) as never;
    const { id } = await call(createWorkflow, { body: { definition: body } });
    const asks = (workflow: string) => [ask(workflow, { order: "a" })];
    const give = output({ got: "{{ steps.ask }}", own: 1 });
    await deploy(call, callable("Ping", [...asks("Pong"), give]));
    await call(publishWorkflow, { params: { id }, body: { activate: true } });
    expect(await told(call, [...asks("Ping"), output("{{ steps.ask.got.b }}")])).toEqual([
      "unknown_field steps.1.config.value Did you mean “a”?",
    ]);
    await deploy(call, callable("Pang", [...asks("Pang"), output({ again: "{{ steps.ask }}" })]));
    expect(await told(call, [...asks("Pang"), output("{{ steps.ask.again.x.y }}")])).toEqual([]);
    expect(await told(call, [...asks("Pang"), output("{{ steps.ask.agian }}")])).toEqual([
      "unknown_field steps.1.config.value Did you mean “again”?",
    ]);
  });
});
