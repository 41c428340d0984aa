import { createWorkflow, getWorkflow, listWorkflows } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { useTestServer } from "./open-test-server.suite.ts";
import { webhook } from "./sample-definitions.suite.ts";

const test = useTestServer();

describe("a webhook's address", () => {
  it("is told to nobody who may not start runs", async () => {
    const call = await test().client();
    const made = await call(createWorkflow, { body: { definition: webhook([]) as never } });
    const [viewer, operator] = [await test().client("viewer"), await test().client("operator")];
    const params = { id: made.id };
    expect((await viewer(getWorkflow, { params })).trigger).toEqual({ type: "webhook" });
    const [listed] = (await viewer(listWorkflows, { query: {} })).items;
    expect(listed?.trigger).toEqual({ type: "webhook" });
    expect(made.trigger.url).toMatch(/\/hooks\/live\//);
    expect((await operator(getWorkflow, { params })).trigger.url).toBe(made.trigger.url);
  });
});
