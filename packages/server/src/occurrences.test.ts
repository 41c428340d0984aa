import { createWorkflow, listOccurrences, replaceDraft } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { manual, output } from "./sample-definitions.suite.ts";

const test = useTestServer();

describe("the occurrences of a schedule", () => {
  it("are the next ones, in the schedule's time zone", async () => {
    const call = await test().client();
    const config = { mode: "cron", cron: "30 2 * * *", timeZone: "Europe/Berlin" };
    const trigger = { type: "schedule", config };
    const { id } = await deploy(call, { ...manual([output(1)]), trigger });
    const query = { after: "2026-03-28T12:00:00Z", count: 2 };
    const { items } = await call(listOccurrences, { params: { id }, query });
    expect(items).toEqual([
      { at: "2026-03-29T01:00:00.000Z", localTime: "2026-03-29T03:00:00.000+02:00" },
      { at: "2026-03-30T00:30:00.000Z", localTime: "2026-03-30T02:30:00.000+02:00" },
    ]);
    const other = await deploy(call, manual([]));
    const refused = call(listOccurrences, { params: { id: other.id }, query: {} });
    expect(await refusal(refused)).toMatchObject({ code: "invalid_input" });
  });

  it("are only those that the limit leaves", async () => {
    const call = await test().client();
    const triggerOf = (limit: number) => {
      const config = { mode: "cron", cron: "* * * * * *", limit };
      return { ...manual([output(1)]), trigger: { type: "schedule", config } };
    };
    const { id, draft } = await deploy(call, triggerOf(1));
    const left = async () =>
      (await call(listOccurrences, { params: { id }, query: {} })).items.length;
    await expect.poll(left).toBe(0);
    const body = { definition: triggerOf(3) as never, revision: draft.revision };
    await call(replaceDraft, { params: { id }, body });
    expect(await left()).toBe(3);
  });

  it("leave out what the limit will have used by then", async () => {
    const call = await test().client();
    const fromNow = (ms: number): string => new Date(Date.now() + ms).toISOString();
    const dayMs = 86_400_000;
    const make = async (config: object) => {
      const definition = { ...manual([output(1)]), trigger: { type: "schedule", config } };
      return (await call(createWorkflow, { body: { definition: definition as never } })).id;
    };
    const leftAfter = async (id: string, ms: number) =>
      (await call(listOccurrences, { params: { id }, query: { after: fromNow(ms) } })).items.length;
    const every = { amount: 1, unit: "days" };
    const daily = await make({ mode: "every", every, start: fromNow(3_600_000), limit: 5 });
    const days = [-10, 2, 9].map((day) => leftAfter(daily, day * dayMs));
    expect(await Promise.all(days)).toEqual([5, 3, 0]);
    const often = await make({ mode: "cron", cron: "* * * * * *", limit: 1e6 });
    const refused = leftAfter(often, dayMs);
    expect(await refusal(refused)).toMatchObject({ code: "invalid_input" });
  });
});
