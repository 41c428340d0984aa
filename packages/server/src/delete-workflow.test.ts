import { deleteWorkflow, sendEvents } from "@stepwell/api";
import { expect, it } from "vitest";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { delay, onEvent } from "./sample-definitions.suite.ts";

const test = useTestServer();

it("a workflow with many waiting runs goes in small groups, and others hardly wait", async () => {
  const call = await test().client();
  const { id } = await deploy(call, onEvent("go", [delay()]));
  for (let sent = 0; sent < 1000; sent += 250)
    await call(sendEvents, { body: Array.from({ length: 250 }, () => ({ type: "go" })) });
  const { store, host } = test().environment();
  expect(await store.countOpenRuns(id)).toBe(1000);
  const usual = host.cancel;
  let underWay = 0;
  let most = 0;
  host.cancel = async (runId) => {
    most = Math.max(most, (underWay += 1));
    return usual(runId).finally(() => (underWay -= 1));
  };
  const deletion = call(deleteWorkflow, { params: { id } });
  let isDone = false;
  const finished = deletion.finally(() => (isDone = true));
  const waits: number[] = [];
  while (!isDone) {
    const startedAt = performance.now();
    await host.accept({ type: "other", source: "s", data: 1, bytes: 1 });
    waits.push(performance.now() - startedAt);
  }
  await finished;
  host.cancel = usual;
  // One after the other each would pay a sync of its own; all at once they would block the writer.
  expect(most).toBeGreaterThan(50);
  expect(most).toBeLessThanOrEqual(100);
  expect(waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.9)]).toBeLessThan(250);
  expect(await store.countOpenRuns(id)).toBe(0);
});
