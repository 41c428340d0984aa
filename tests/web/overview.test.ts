import { createWorkflow, publishWorkflow, startRun } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const division = {
  format: "stepwell/v1",
  name: "Division",
  trigger: { type: "manual", config: { inputs: [{ name: "by", type: "number" }] } },
  steps: [
    {
      id: "share",
      type: "calculate",
      config: { engine: "formula", expression: "12 / trigger.by" },
    },
  ],
};

describe.skipIf(!hasBrowser)("the overview", () => {
  const dashboard = useDashboard();

  it("shows runs by outcome and what fails, as a chart and as a table", async () => {
    const { call, open } = dashboard();
    const api = call("live");
    const { id } = await api(createWorkflow, { body: { definition: division } });
    await api(publishWorkflow, { params: { id }, body: { activate: true } });
    for (const by of [1, 2, 3, 0]) await api(startRun, { params: { id }, body: { input: { by } } });
    for (const options of [{ theme: "light" }, { theme: "dark" }, { isPhone: true }] as const) {
      const page = await open("/live", options);
      const errors = errorsOf(page);
      await page.getByRole("img", { name: /^Runs by outcome/ }).waitFor();
      await page.getByText("1 of 4 runs").waitFor();
      await page.getByText("1 failed", { exact: true }).waitFor();
      await picture(page, `overview-${Object.values(options).join()}`);
      await page.getByText("Show as a table").focus();
      await page.keyboard.press("Enter");
      await page.getByRole("columnheader", { name: "Succeeded" }).waitFor();
      expect(await violationsIn(page)).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    }
  });

  it("keeps the period in the address", async () => {
    const page = await dashboard().open("/live");
    await page.getByRole("button", { name: /Period/ }).click();
    await page.getByRole("option", { name: "Last 24 hours" }).click();
    await page.waitForURL("**days=*1*");
    await page.reload();
    await page.getByRole("button", { name: /Last 24 hours/ }).waitFor();
    await page.context().close();
  });
});
