import {
  activateWorkflow,
  createWorkflow,
  listVersions,
  listWorkflows,
  publishWorkflow,
  setLimits,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { slowDown, useTestServer } from "./open-test-server.suite.ts";
import { manual } from "./sample-definitions.suite.ts";

const test = useTestServer();

function bodyOf(definition: object) {
  return { definition: definition as never };
}

describe("counted limits", () => {
  it("stop at six active and twenty workflows, name the limit, and can be raised", async () => {
    const call = await test().client("owner", "sandbox");
    const defaults = { workflowsMax: 20, activeWorkflowsMax: 6 };
    await call(setLimits, { body: defaults });
    const before = (await call(listWorkflows)).items.length;
    for (let count = before; count < 20; count += 1)
      await call(createWorkflow, { body: bodyOf(manual([])) });
    const many = await refusal(call(createWorkflow, { body: bodyOf(manual([])) }));
    expect(many).toMatchObject({ status: 409, code: "limit_reached" });
    expect(many.detail).toMatch(/workflowsMax \(20\).*Settings/);
    const { items } = await call(listWorkflows);
    for (const { id } of items.slice(0, 6))
      await call(publishWorkflow, { params: { id }, body: { activate: true } });
    const id = items[6]?.id ?? "";
    const active = await refusal(
      call(publishWorkflow, { params: { id }, body: { activate: true } }),
    );
    expect(active.detail).toMatch(/activeWorkflowsMax \(6\)/);
    expect((await call(listVersions, { params: { id } })).items).toEqual([]);
    await call(publishWorkflow, { params: { id }, body: {} });
    const again = await refusal(call(activateWorkflow, { params: { id }, body: {} }));
    expect(again.code).toBe("limit_reached");
    const used = await call(setLimits, { body: { workflowsMax: 21, activeWorkflowsMax: 7 } });
    expect(used.used).toEqual({ workflowsMax: 20, activeWorkflowsMax: 6 });
    await call(activateWorkflow, { params: { id }, body: {} });
    await call(createWorkflow, { body: bodyOf(manual([])) });
  });

  it("hold when many ask at once", async () => {
    const call = await test().client("owner", "sandbox");
    const { items } = await call(listWorkflows);
    await call(setLimits, { body: { workflowsMax: items.length + 3 } });
    const usual = slowDown(test().environment("sandbox").store, "insertWorkflow");
    const asked = Array.from({ length: 12 }, () =>
      call(createWorkflow, { body: bodyOf(manual([])) }).then(
        () => 1,
        () => 0,
      ),
    );
    const made: readonly number[] = await Promise.all(asked);
    usual();
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(3);
  });

  it("an active workflow can get a new active version at the limit", async () => {
    const call = await test().client("owner", "sandbox");
    const { items } = await call(listWorkflows);
    const id = items.find(({ active }) => active)?.id ?? "";
    const active = items.filter((one) => one.active).length;
    await call(setLimits, { body: { activeWorkflowsMax: active } });
    const after = await call(publishWorkflow, { params: { id }, body: { activate: true } });
    expect(after.activeVersion).toBe(after.version);
  });
});
