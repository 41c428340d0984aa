import {
  createWorkflow,
  listEvents,
  listRequests,
  listRuns,
  listStepRuns,
  listWorkflows,
  sendEvents,
  startRun,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { manual } from "./sample-definitions.suite.ts";

const test = useTestServer();

const malformed = [
  "zzz",
  "",
  "0",
  "run",
  "run_",
  "run_ä",
  "run_0\n",
  "RUN_0",
  `run_${"0".repeat(65)}`,
];

describe("a malformed cursor", () => {
  it.each(malformed)(
    "“%s” is refused by every list, and never gives the first page",
    async (cursor) => {
      const call = await test().client();
      const { id } = await deploy(call, manual([]));
      const { runId } = await call(startRun, { params: { id }, body: {} });
      const query = { cursor };
      const asked = [
        () => call(listRuns, { query }),
        () => call(listEvents, { query }),
        () => call(listWorkflows, { query }),
        () => call(listRequests, { query }),
        () => call(listStepRuns, { params: { id: runId }, query: { cursor: `x${cursor}` } }),
      ];
      for (const ask of asked)
        expect(await refusal(ask())).toMatchObject({
          status: 400,
          code: "invalid_cursor",
          errors: [{ path: "query.cursor" }],
        });
    },
  );

  it("is also one of another list", async () => {
    const call = await test().client();
    const { items } = await call(sendEvents, { body: { type: "t" } });
    const definition = manual([]) as never;
    const { id } = await call(createWorkflow, { body: { definition } });
    const event = { query: { cursor: items[0]?.eventId } };
    for (const ask of [
      () => call(listRuns, event),
      () => call(listWorkflows, event),
      () => call(listEvents, { query: { cursor: id } }),
    ])
      expect((await refusal(ask())).code).toBe("invalid_cursor");
    const older = (await call(listEvents, event)).items.map((one) => one.id);
    expect(older).not.toContain(items[0]?.eventId);
  });
});
