import { createWorkflow, publishWorkflow, startRun } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { pressOn } from "./keyboard.suite.ts";

const words = Array.from({ length: 40_000 }, (_, index) => `word ${index}`);
const definition = {
  format: "stepwell/v1",
  name: "Large values",
  trigger: { type: "manual", config: {} },
  steps: [
    { id: "out", type: "output", title: "All of them", config: { value: "{{ trigger.words }}" } },
  ],
};

describe.skipIf(!hasBrowser)("large values of a run", () => {
  const dashboard = useDashboard();

  it("come when they are asked for, by keyboard alone, and can be kept as a file", async () => {
    const { call, open } = dashboard();
    const api = call("live");
    const { id } = await api(createWorkflow, { body: { definition } });
    await api(publishWorkflow, { params: { id }, body: { activate: true } });
    const { runId } = await api(startRun, { params: { id }, body: { input: { words } } });
    const page = await open(`/live/runs/${runId}?step=out&tab=output`);
    const errors = errorsOf(page);
    await page.getByText(/This value has 508\.9 kB/).waitFor();
    await picture(page, "run-large");
    expect(await violationsIn(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${runId}-output.json`);
    await pressOn(page, /button "Show all 508/);
    await page.getByText("word 7", { exact: true }).waitFor();
    expect(await violationsIn(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
