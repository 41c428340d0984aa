import { listEvents, publishWorkflow, replaceDraft } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { endedRun, useTestServer } from "./open-test-server.suite.ts";
import { post, webhook } from "./sample-definitions.suite.ts";
import { deliver, useWebhooks } from "./webhook-delivery.suite.ts";

const test = useTestServer();
const { hookOf, runsOf } = useWebhooks(test);

describe("a loop over HTTP through one's own webhook", () => {
  it("ends by the cycle limit, and the decision says so", async () => {
    const call = await test().client();
    const first = await hookOf(webhook([]));
    const definition = webhook([post("again", first.url)]);

    await call(replaceDraft, {
      params: { id: first.id },
      body: { definition: definition as never, revision: 1 },
    });
    await call(publishWorkflow, { params: { id: first.id }, body: { activate: true } });
    await deliver(first.url, { start: true });
    const [row] = await runsOf(first.id);
    expect((await endedRun(test(), call, row?.id ?? "")).status).toBe("succeeded");
    expect(await runsOf(first.id)).toHaveLength(1);
    const { items } = await call(listEvents, { query: { limit: 2 } });
    expect(items.map(({ decisions }) => decisions[0]?.outcome)).toEqual(["cycle_limit", "started"]);
  });

  it("of two workflows ends as well", async () => {
    const call = await test().client();
    const one = await hookOf(webhook([]));
    const two = await hookOf(webhook([post("back", one.url)]));

    const body = { definition: webhook([post("on", two.url)]) as never, revision: 1 };
    await call(replaceDraft, { params: { id: one.id }, body });
    await call(publishWorkflow, { params: { id: one.id }, body: { activate: true } });
    await deliver(one.url);
    const [row] = await runsOf(one.id);
    await endedRun(test(), call, row?.id ?? "");
    const [other] = await runsOf(two.id);
    await endedRun(test(), call, other?.id ?? "");
    expect([await runsOf(one.id), await runsOf(two.id)].map(({ length }) => length)).toEqual([
      1, 1,
    ]);
  });

  it("cannot be faked: a stranger's header keeps nothing from starting", async () => {
    const { id, url } = await hookOf(webhook([]));
    await deliver(url, {}, { "stepwell-causes": `${id}~run_1;AAAA` });
    expect(await runsOf(id)).toHaveLength(1);
  });
});
