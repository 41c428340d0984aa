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

  it("are errors and logs as well", async () => {
    const { call, open } = dashboard();
    const api = call("live");
    const publish = async (trigger: string, steps: readonly object[]): Promise<string> => {
      const made = { ...definition, trigger: { type: trigger, config: {} }, steps } as never;
      const { id } = await api(createWorkflow, { body: { definition: made } });
      await api(publishWorkflow, { params: { id }, body: { activate: true } });
      return id;
    };
    const message = "{{ trigger.long }}";
    const called = await publish("call", [
      { id: "end", type: "end", config: { result: "fail", message } },
    ]);
    // A bell has six bytes as JSON.
    const code = 'console.log("first"); console.log("\\u0007".repeat(60000)); return 1;';
    const id = await publish("manual", [
      { id: "loud", type: "script", config: { code } },
      { id: "ask", type: "call_workflow", config: { workflow: called, input: { long: message } } },
    ]);
    const input = { long: "very long ".repeat(40_000) };
    const { runId } = await api(startRun, { params: { id }, body: { input } });
    const page = await open(`/live/runs/${runId}?step=loud&tab=log`);
    const errors = errorsOf(page);
    await page.getByRole("button", { name: "Show all 360 kB" }).click();
    await page.getByRole("list", { name: "Log" }).getByText("first").waitFor();
    await page.goto(`${dashboard().url}/live/runs/${runId}?step=ask`);
    const details = page.getByRole("complementary", { name: "Details" });
    await details.getByText("All that is known").click();
    await details
      .getByText(/This value has \d/)
      .first()
      .waitFor();
    await picture(page, "run-large-error");
    expect(await violationsIn(page)).toEqual([]);
    await details
      .getByRole("button", { name: /^Show all \d/ })
      .first()
      .click();
    await details.getByText("called_run_failed").nth(1).waitFor();
    const end = await open(`/live/runs?workflow=${called}`);
    await end.getByRole("row").nth(1).click();
    await end.getByRole("tab", { name: "Message" }).click();
    await end.getByRole("button", { name: "Show all 400 kB" }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
    await end.context().close();
  });
});
