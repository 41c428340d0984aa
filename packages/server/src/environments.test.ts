import {
  cancelRun,
  type Client,
  createWorkflow,
  deleteRun,
  deleteWorkflow,
  diffVersions,
  getEvent,
  getRun,
  getVersion,
  getWorkflow,
  listEvents,
  listRuns,
  listSecrets,
  listStepRuns,
  listVersions,
  listWorkflows,
  lastRequest,
  type Operation,
  operations,
  getLimits,
  rerunRun,
  sendEvents,
  setLimits,
  setSecret,
  startRun,
} from "@stepwell/api";
import { beforeAll, describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { delay, manual, onEvent, webhook } from "./sample-definitions.suite.ts";

const test = useTestServer();

interface Ids {
  readonly workflow: string;
  readonly run: string;
  readonly event: string;
}

/** Something of everything in one environment. */
async function fill(call: Client): Promise<Ids> {
  const { id: workflow } = await deploy(call, manual([delay()]));
  const { runId: run } = await call(startRun, { params: { id: workflow }, body: {} });
  const { eventId: event } = await call(getRun, { params: { id: run } });
  return { workflow, run, event };
}

/** The id that an operation asks for, by its path; keys belong to the whole installation. */
function idFor({ path }: Operation, { workflow, run, event }: Ids): string {
  if (path.startsWith("/workflows/")) return workflow;
  return path.startsWith("/runs/") ? run : event;
}

const bodies: { readonly [operation: string]: object } = {
  "workflows.replace_draft": { definition: manual([]), revision: 1 },
  "workflows.edit_draft": {
    operations: [{ op: "setDetails", set: { name: "Taken over" } }],
    revision: 1,
  },
  "samples.keep": { value: 1 },
  "samples.keep_run": { runId: "run_1" },
};

const queries: { readonly [operation: string]: object } = {
  "workflows.diff": { from: 1, to: "draft" },
  "runs.value": { of: "event" },
};

const withId = (Object.values(operations) as readonly Operation[]).filter(
  ({ path, isInstallation }) => path.includes("{id}") && isInstallation !== true,
);

describe.each([
  ["live", "sandbox"],
  ["sandbox", "live"],
])("ids of %s in requests to %s", (home, other) => {
  let ids: Ids;
  let before: unknown;
  let call: Client;

  const stateOf = async () => {
    const own = await test().client("owner", home);
    return [
      await own(getWorkflow, { params: { id: ids.workflow } }),
      await own(getRun, { params: { id: ids.run } }),
      await own(getEvent, { params: { id: ids.event } }),
      await own(listVersions, { params: { id: ids.workflow } }),
    ];
  };

  beforeAll(async () => {
    ids = await fill(await test().client("owner", home));
    call = await test().client("owner", other);
    before = await stateOf();
  });

  it.each(withId.map((operation) => [operation.id, operation] as const))(
    "%s finds nothing, and changes nothing",
    async (id, operation) => {
      const input = {
        params: { id: idFor(operation, ids), n: 1 },
        query: queries[id],
        ...(operation.method !== "GET" && { body: bodies[id] ?? {} }),
      };
      const problem = await refusal(call(operation, input as never));
      expect(problem.code).toBe("not_found");
      expect(await stateOf()).toEqual(before);
    },
  );

  it("lists show nothing of it", async () => {
    const { items: runs } = await call(listRuns, { query: { workflow: ids.workflow } });
    const { items: workflows } = await call(listWorkflows, { query: { limit: 200 } });
    const { items: events } = await call(listEvents, { query: { limit: 200 } });
    expect(runs).toEqual([]);
    expect(workflows.map(({ id }) => id)).not.toContain(ids.workflow);
    expect(events.map(({ id }) => id)).not.toContain(ids.event);
    const { items: found } = await call(listRuns, { query: { q: ids.run } });
    expect(found).toEqual([]);
  });
});

describe("live and sandbox", () => {
  it("cover every operation with an id", () => {
    const some: readonly Operation[] = [cancelRun, deleteRun, deleteWorkflow, diffVersions];
    const more: readonly Operation[] = [getVersion, lastRequest, listStepRuns, rerunRun];
    for (const operation of [...some, ...more]) expect(withId).toContain(operation);
    expect(withId.length).toBeGreaterThan(18);
  });

  it("an event of one starts nothing in the other", async () => {
    const live = await test().client();
    const sandbox = await test().client("owner", "sandbox");
    await deploy(live, onEvent("split", []));
    const { items } = await sandbox(sendEvents, { body: { type: "split", id: "e", source: "s" } });
    expect(items).toMatchObject([{ runs: [] }]);
    const again = await live(sendEvents, { body: { type: "split", id: "e", source: "s" } });
    expect(again.items).toMatchObject([{ duplicate: false, runs: [expect.any(String)] }]);
  });

  it("a webhook of one has no address in the other", async () => {
    const { trigger } = await deploy(await test().client(), webhook([]));
    const url = trigger.url ?? "";
    expect((await fetch(url, { method: "POST" })).status).toBe(200);
    const moved = url.replace("/hooks/live/", "/hooks/sandbox/");
    expect((await fetch(moved, { method: "POST" })).status).toBe(404);
  });

  it("secrets and limits of one are not those of the other", async () => {
    const live = await test().client();
    const sandbox = await test().client("owner", "sandbox");
    await live(setSecret, { params: { name: "only_live" }, body: { value: "x" } });
    expect((await sandbox(listSecrets)).items).toEqual([]);
    await live(setLimits, { body: { rerunDays: 7 } });
    expect((await sandbox(getLimits)).limits["rerunDays"]).toBe(30);
  });

  it("a key for one is refused in the other, whatever its role", async () => {
    for (const [home, other] of [
      ["live", "sandbox"],
      ["sandbox", "live"],
    ] as const) {
      const key = await test().key({ role: "owner", environment: home });
      const send = (environment: string) =>
        test().send(`/api/v1/${environment}/workflows`, {
          headers: { authorization: `Bearer ${key}` },
        });
      expect((await send(home)).status).toBe(200);
      const refused = await send(other);
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ code: "forbidden" });
    }
  });

  it("an environment that does not exist is not found", async () => {
    const call = await test().client("owner", "mars");
    const problem = await refusal(
      call(createWorkflow, { body: { definition: manual([]) as never } }),
    );
    expect(problem.code).toBe("not_found");
  });
});
