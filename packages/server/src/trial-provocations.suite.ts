import {
  type Client,
  createWorkflow,
  forgetSample,
  hindcastWorkflow,
  keepRunSamples,
  keepSample,
  listOccurrences,
  listSamples,
  readCapture,
  startCapture,
  stopCapture,
  testStep,
  testWorkflow,
} from "@stepwell/api";
import { manual, output } from "./sample-definitions.suite.ts";

/* Each problem of the operations that only try something. */

type Provoke = (call: Client) => Promise<unknown>;

const nobody = { id: "wf_nobody" };
const unknownType = manual([{ id: "x", type: "no_such_type", config: {} }]) as never;

async function draft(call: Client): Promise<{ readonly id: string }> {
  const definition = manual([output(1)]) as never;
  const { id } = await call(createWorkflow, { body: { definition } });
  return { id };
}

const confidential = { ...manual([output(1)]), settings: { confidential: true } } as never;

async function confidentialDraft(call: Client): Promise<{ readonly id: string }> {
  const { id } = await call(createWorkflow, { body: { definition: confidential } });
  return { id };
}

/* Samples, and the request that a webhook is to learn from. */
const sampleProvocations: Readonly<Record<string, Provoke>> = {
  "samples.list not_found": (call) => call(listSamples, { params: nobody }),
  "samples.keep not_found": async (call) =>
    call(keepSample, { params: { ...(await draft(call)), place: "none" }, body: { value: 1 } }),
  "samples.keep workflow_confidential": async (call) => {
    const params = { ...(await confidentialDraft(call)), place: "out" };
    return call(keepSample, { params, body: { value: 1 } });
  },
  "samples.keep limit_reached": async (call) => {
    const value = "x".repeat(300 * 1024);
    return call(keepSample, { params: { ...(await draft(call)), place: "out" }, body: { value } });
  },
  "samples.forget not_found": async (call) =>
    call(forgetSample, { params: { ...(await draft(call)), place: "out" } }),
  "samples.keep_run not_found": async (call) =>
    call(keepRunSamples, { params: await draft(call), body: { runId: "run_none" } }),
  "samples.keep_run workflow_confidential": async (call) =>
    call(keepRunSamples, { params: await confidentialDraft(call), body: { runId: "run_none" } }),
  "workflows.read_capture not_found": (call) => call(readCapture, { params: nobody }),
  "workflows.start_capture not_found": (call) => call(startCapture, { params: nobody }),
  "workflows.start_capture invalid_input": async (call) =>
    call(startCapture, { params: await draft(call) }),
  "workflows.stop_capture not_found": (call) => call(stopCapture, { params: nobody }),
};

export const trialProvocations: Readonly<Record<string, Provoke>> = {
  ...sampleProvocations,
  "workflows.hindcast not_found": (call) => call(hindcastWorkflow, { params: nobody, body: {} }),
  "workflows.hindcast invalid_input": async (call) => {
    const body = { definition: unknownType, version: 1 };
    return call(hindcastWorkflow, { params: await draft(call), body });
  },
  "workflows.hindcast definition_has_errors": async (call) =>
    call(hindcastWorkflow, { params: await draft(call), body: { definition: unknownType } }),
  "workflows.test not_found": (call) => call(testWorkflow, { params: nobody, body: {} }),
  "workflows.test invalid_input": async (call) =>
    call(testWorkflow, { params: await draft(call), body: { event: "evt_1", sample: {} } }),
  "workflows.test definition_has_errors": async (call) =>
    call(testWorkflow, { params: await draft(call), body: { definition: unknownType } }),
  "workflows.test_step not_found": async (call) =>
    call(testStep, { params: { ...(await draft(call)), stepId: "none" }, body: {} }),
  "workflows.test_step invalid_input": async (call) => {
    const body = { definition: { format: "other" } } as never;
    return call(testStep, { params: { ...(await draft(call)), stepId: "out" }, body });
  },
  "workflows.test_step definition_has_errors": async (call) => {
    const body = { definition: unknownType };
    return call(testStep, { params: { ...(await draft(call)), stepId: "x" }, body });
  },
  "workflows.occurrences not_found": (call) => call(listOccurrences, { params: nobody, query: {} }),
  "workflows.occurrences invalid_input": async (call) =>
    call(listOccurrences, { params: await draft(call), query: {} }),
};
