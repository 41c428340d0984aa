import { createWorkflow, publishWorkflow, startRun } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";

const definition = {
  format: "stepwell/v1",
  name: "A workflow with a name that is rather long, as people give them to tell them apart",
  trigger: { type: "manual", config: {} },
  steps: [{ id: "out", type: "output", config: { value: 1 } }],
} as const;

/** Where the columns begin. */
const edges = (page: Page): Promise<unknown> =>
  page.evaluate(
    "[...document.querySelectorAll('[role=columnheader], th')].map((one) => Math.round(one.getBoundingClientRect().x))",
  );

describe.skipIf(!hasBrowser)("what has little room", () => {
  const dashboard = useDashboard();

  it("the list of runs has its columns where they were when the first rows come", async () => {
    const { call, open } = dashboard();
    const live = call("live");
    const { id } = await live(createWorkflow, { body: { definition } });
    await live(publishWorkflow, { params: { id }, body: { activate: true } });
    const page = await open("/live/runs");
    await page.getByText("No runs yet").waitFor();
    const before = await edges(page);
    expect(before).toHaveLength(7);
    await live(startRun, { params: { id }, body: {} });
    await page.getByRole("row", { name: /A workflow with a name/ }).waitFor();
    await picture(page, "runs-columns");
    expect(await edges(page)).toEqual(before);
    await page.context().close();
  });

  it.each(["en", "de", "fr", "sv"])(
    "(%s) the builder's bar has two rows on a phone",
    async (language) => {
      const { call, open } = dashboard();
      const { id } = await call("live")(createWorkflow, { body: { definition } });
      const page = await open(`/live/workflows/${id}/edit?view=json`, { isPhone: true, language });
      const publish = page.locator("[data-publish]");
      await publish.waitFor();
      await page.locator(".cm-content").waitFor();
      await picture(page, `json-phone-${language}`);
      const [top, publishTop] = await page.evaluate<readonly number[]>(
        "['[role=radiogroup]', '[data-publish]'].map((one) => Math.round(document.querySelector('header ' + one).getBoundingClientRect().bottom / 10))",
      );
      expect(publishTop).toBe(top);
      await page.context().close();
    },
  );
});
