import {
  activateWorkflow,
  cancelRun,
  checkDefinition,
  type Client,
  createKey,
  createWorkflow,
  deactivateWorkflow,
  deleteRun,
  deleteSecret,
  deleteWorkflow,
  diffVersions,
  editDraft,
  getEvent,
  getRun,
  getVersion,
  getWorkflow,
  lastRequest,
  listRuns,
  listStepRuns,
  getRunSummary,
  getRunValue,
  listVariables,
  listVersions,
  type Operation,
  operations,
  parseWebhookSample,
  publishWorkflow,
  replaceDraft,
  rerunRun,
  resumeRun,
  revokeKey,
  sendEvents,
  setLimits,
  setSecret,
  setVariables,
  startRun,
  updateWorkflow,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { bulkProvocations } from "./bulk-provocations.suite.ts";
import { refusal } from "./checked-client.suite.ts";
import { eventTypeProvocations } from "./event-type-provocations.suite.ts";
import { connectionProvocations } from "./connection-provocations.suite.ts";
import { deploy, endedRun, useTestServer } from "./open-test-server.suite.ts";
import { delay, failing, manual, output, unpublishable } from "./sample-definitions.suite.ts";
import { peopleProvocations } from "./people-provocations.suite.ts";
import { makeRefusals } from "./refusals.suite.ts";
import { trialProvocations } from "./trial-provocations.suite.ts";

/* Every problem that an operation declares of its own is provoked once. */

const test = useTestServer();

const nobody = { params: { id: "nobody" } };
const definition = manual([]) as never;
const edit = { op: "setDetails", set: { name: "n" } } as never;
const wrong = { format: "stepwell/v0" } as never;

type Provoke = (call: Client) => Promise<unknown>;

async function draft(call: Client): Promise<{ readonly params: { readonly id: string } }> {
  const { id } = await call(createWorkflow, { body: { definition } });
  return { params: { id } };
}

async function active(call: Client, steps: readonly object[] = [], config: object = {}) {
  const { id } = await deploy(call, manual(steps, config));
  return { params: { id } };
}

/** An ended run of an active workflow. */
async function ended(call: Client, steps: readonly object[] = []) {
  const { params } = await active(call, steps);
  const { runId } = await call(startRun, { params, body: {} });
  await endedRun(test(), call, runId);
  return { workflow: params, params: { id: runId } };
}

async function withLimits<T>(call: Client, limits: object, work: () => Promise<T>): Promise<T> {
  await call(setLimits, { body: limits });
  try {
    return await work();
  } finally {
    await call(setLimits, {
      body: { workflowsMax: 1000, activeWorkflowsMax: 1000, rerunDays: 30 },
    });
  }
}

const { whileRefusing, whileStoreRefuses, whileRunsAreGone } = makeRefusals(() =>
  test().environment(),
);

const overloads = (start: (call: Client) => Promise<() => Promise<unknown>>) => ({
  server_busy: async (call: Client) => whileRefusing("server_busy", await start(call)),
  workflow_busy: async (call: Client) => whileRefusing("workflow_busy", await start(call)),
  read_only: async (call: Client) => whileRefusing("read_only", await start(call)),
});

const startOverloads = overloads(async (call) => {
  const { params } = await active(call);
  return () => call(startRun, { params, body: {} });
});
const sendOverloads = overloads(async (call) => () => call(sendEvents, { body: { type: "t" } }));
const rerunOverloads = overloads(async (call) => {
  const { params } = await ended(call);
  return () => call(rerunRun, { params, body: {} });
});

const resumeOverloads = overloads(async (call) => {
  const { params } = await ended(call, [failing()]);
  return () => call(resumeRun, { params, body: {} });
});

const provocations: Readonly<Record<string, Provoke>> = {
  ...connectionProvocations,
  ...peopleProvocations(test),
  ...eventTypeProvocations,
  ...trialProvocations,
  ...bulkProvocations((role) => test().client(role)),
  "workflows.create invalid_input": (call) => call(createWorkflow, { body: { definition: wrong } }),
  "workflows.create limit_reached": (call) =>
    withLimits(call, { workflowsMax: 0 }, () => call(createWorkflow, { body: { definition } })),
  "workflows.get not_found": (call) => call(getWorkflow, nobody),
  "workflows.update not_found": (call) => call(updateWorkflow, { ...nobody, body: { name: "n" } }),
  "workflows.update invalid_input": async (call) =>
    call(updateWorkflow, { ...(await draft(call)), body: { name: " " } }),
  "workflows.delete not_found": (call) => call(deleteWorkflow, nobody),
  "workflows.replace_draft not_found": (call) =>
    call(replaceDraft, { ...nobody, body: { definition, revision: 1 } }),
  "workflows.replace_draft invalid_input": async (call) =>
    call(replaceDraft, { ...(await draft(call)), body: { definition: wrong, revision: 1 } }),
  "workflows.replace_draft revision_conflict": async (call) =>
    call(replaceDraft, { ...(await draft(call)), body: { definition, revision: 7 } }),
  "workflows.edit_draft not_found": (call) =>
    call(editDraft, { ...nobody, body: { operations: [edit], revision: 1 } }),
  "workflows.edit_draft invalid_input": async (call) =>
    call(editDraft, { ...(await draft(call)), body: { operations: [], revision: 1 } }),
  "workflows.edit_draft revision_conflict": async (call) =>
    call(editDraft, { ...(await draft(call)), body: { operations: [edit], revision: 7 } }),
  "workflows.publish not_found": (call) => call(publishWorkflow, { ...nobody, body: {} }),
  "workflows.publish definition_has_errors": async (call) => {
    const body = { definition: unpublishable as never };
    const { id } = await call(createWorkflow, { body });
    return call(publishWorkflow, { params: { id }, body: {} });
  },
  "workflows.publish limit_reached": async (call) => {
    const { params } = await draft(call);
    return withLimits(call, { activeWorkflowsMax: 0 }, () =>
      call(publishWorkflow, { params, body: { activate: true } }),
    );
  },
  "workflows.publish revision_conflict": async (call) => {
    const { params } = await draft(call);
    // Another server has changed the draft between our reading and our writing.
    return whileStoreRefuses(() => call(publishWorkflow, { params, body: {} }));
  },
  "workflows.activate not_found": async (call) =>
    call(activateWorkflow, { ...(await active(call)), body: { version: 9 } }),
  "workflows.activate limit_reached": async (call) => {
    const { params } = await draft(call);
    await call(publishWorkflow, { params, body: {} });
    return withLimits(call, { activeWorkflowsMax: 0 }, () =>
      call(activateWorkflow, { params, body: {} }),
    );
  },
  "workflows.deactivate not_found": (call) => call(deactivateWorkflow, nobody),
  "workflows.versions not_found": (call) => call(listVersions, nobody),
  "workflows.version not_found": async (call) => {
    const { params } = await active(call);
    return call(getVersion, { params: { ...params, n: 2 } });
  },
  "workflows.diff not_found": async (call) =>
    call(diffVersions, { ...(await active(call)), query: { from: 1, to: 2 } }),
  "workflows.start_run not_found": (call) => call(startRun, { ...nobody, body: {} }),
  "workflows.start_run not_active": async (call) =>
    call(startRun, { ...(await draft(call)), body: {} }),
  "workflows.start_run invalid_input": async (call) => {
    const place = await active(call, [], { inputs: [{ name: "a", required: true }] });
    return call(startRun, { ...place, body: {} });
  },
  "workflows.start_run run_failed": async (call) =>
    call(startRun, { ...(await active(call, [failing()], { mode: "sync" })), body: {} }),
  "workflows.start_run run_not_available": async (call) => {
    const place = await active(call, [output(1)], { mode: "sync" });
    // It is deleted between its end and our reading of it.
    return whileRunsAreGone(() => call(startRun, { ...place, body: {} }));
  },
  "workflows.start_run server_busy": startOverloads.server_busy,
  "workflows.start_run workflow_busy": startOverloads.workflow_busy,
  "workflows.start_run read_only": startOverloads.read_only,
  "workflows.last_request not_found": (call) => call(lastRequest, nobody),
  "workflows.variables not_found": (call) => call(listVariables, nobody),
  "workflows.parse_sample invalid_input": (call) =>
    call(parseWebhookSample, { body: { sample: "{" } }),
  "workflows.check invalid_input": (call) => call(checkDefinition, { body: { definition: wrong } }),
  "runs.list invalid_input": (call) => call(listRuns, { query: { status: "done" } }),
  "runs.get not_found": (call) => call(getRun, nobody),
  "runs.step_runs not_found": (call) => call(listStepRuns, nobody),
  "runs.summary not_found": (call) => call(getRunSummary, nobody),
  "runs.value not_found": async (call) => {
    const { params } = await ended(call);
    return call(getRunValue, { params, query: { of: "output", path: "nowhere" } });
  },
  "runs.rerun not_found": async (call) => {
    const { params } = await ended(call);
    return call(rerunRun, { params, body: { version: 9 } });
  },
  "runs.rerun not_active": async (call) => {
    const { workflow, params } = await ended(call);
    await call(deactivateWorkflow, { params: workflow });
    return call(rerunRun, { params, body: {} });
  },
  "runs.rerun rerun_window_over": async (call) => {
    const { params } = await ended(call);
    return withLimits(call, { rerunDays: 0 }, () => call(rerunRun, { params, body: {} }));
  },
  "runs.rerun server_busy": rerunOverloads.server_busy,
  "runs.rerun workflow_busy": rerunOverloads.workflow_busy,
  "runs.rerun read_only": rerunOverloads.read_only,
  "runs.resume not_found": (call) => call(resumeRun, { ...nobody, body: {} }),
  "runs.resume invalid_input": async (call) => {
    const { params } = await ended(call, [failing()]);
    return call(resumeRun, { params, body: { input: 5 } });
  },
  "runs.resume run_not_ended": async (call) => {
    const { params } = await active(call, [delay(), output(1)]);
    const { runId } = await call(startRun, { params, body: {} });
    return call(resumeRun, { params: { id: runId }, body: {} });
  },
  "runs.resume run_not_resumable": async (call) =>
    call(resumeRun, { params: (await ended(call)).params, body: {} }),
  "runs.resume server_busy": resumeOverloads.server_busy,
  "runs.resume workflow_busy": resumeOverloads.workflow_busy,
  "runs.resume read_only": resumeOverloads.read_only,
  "runs.cancel not_found": (call) => call(cancelRun, nobody),
  "runs.cancel already_ended": async (call) =>
    call(cancelRun, { params: (await ended(call)).params }),
  "runs.delete not_found": (call) => call(deleteRun, nobody),
  "runs.delete run_not_ended": async (call) => {
    const { params } = await active(call, [delay(), output(1)]);
    const { runId } = await call(startRun, { params, body: {} });
    return call(deleteRun, { params: { id: runId } });
  },
  "events.send invalid_input": (call) => call(sendEvents, { body: { type: "with space" } }),
  "events.send server_busy": sendOverloads.server_busy,
  "events.send read_only": sendOverloads.read_only,
  "events.get not_found": (call) => call(getEvent, nobody),
  "settings.set_limits invalid_input": (call) => call(setLimits, { body: { rerunDays: -1 } }),
  "settings.set_variables invalid_input": (call) =>
    call(setVariables, { body: { variables: { lower: "x" } } }),
  "secrets.set invalid_input": (call) =>
    call(setSecret, { params: { name: "1-bad" }, body: { value: "x" } }),
  "secrets.delete not_found": (call) => call(deleteSecret, { params: { name: "nobody" } }),
  "keys.create invalid_input": (call) => call(createKey, { body: { name: "", role: "viewer" } }),
  "keys.create forbidden": async () => {
    const admin = await test().client("admin");
    return admin(createKey, { body: { name: "n", role: "owner" } });
  },
  "keys.revoke not_found": (call) => call(revokeKey, nobody),
  "keys.revoke forbidden": async (call) => {
    const { id } = await call(createKey, { body: { name: "n", role: "owner" } });
    return (await test().client("admin"))(revokeKey, { params: { id } });
  },
};

const declared = (Object.values(operations) as readonly Operation[]).flatMap(({ id, problems }) =>
  problems.map((code) => `${id} ${code}`),
);

describe("every declared problem", () => {
  it.each(Object.entries(provocations))("%s", async (name, provoke) => {
    const [, code] = name.split(" ");
    const problem = await refusal(provoke(await test().client()));
    expect(problem).toMatchObject({ code });
    expect(problem.detail).toBeTruthy();
  });

  it("is provoked here", () => {
    expect(Object.keys(provocations).toSorted()).toEqual(declared.toSorted());
  });
});

describe("a refusal", () => {
  it("for too much work says when to come back", async () => {
    const key = await test().key();
    const response = await whileRefusing("server_busy", () =>
      test().send("/api/v1/live/events", {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: '{"type":"t"}',
      }),
    );
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  });
});
