import { createWorkflow, getCatalog } from "@stepwell/api";
import type { BrowserContext } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";

interface Entry {
  readonly type: string;
  readonly sample: object;
  readonly branches?: { readonly kind: string; readonly requiredIds?: readonly string[] } | null;
}

/** Branches that a step of the type cannot do without. */
function branchesOf({ branches: rule = null }: Entry) {
  const ids = rule?.kind === "free" ? ["one", "two"] : (rule?.requiredIds ?? []);
  return ids.length === 0 ? {} : { branches: ids.map((id) => ({ id, steps: [] })) };
}

/** The samples do not fit each other: what the checker says of that would stand in their place. */
function withoutFindings(context: BrowserContext): Promise<unknown> {
  return context.route(/\/api\/.*\/workflows\/[^/?]+(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    const workflow = (await response.json()) as { draft?: object };
    const draft = { ...workflow.draft, findings: [] };
    await route.fulfill({ response, json: { ...workflow, draft } });
  });
}

describe.skipIf(!hasBrowser)("what nodes say of themselves", () => {
  const dashboard = useDashboard();

  it("is told for each type of the catalog in a line that people can read", async () => {
    const { call, open } = dashboard();
    const catalog = await call("live")(getCatalog);
    const { steps, triggers } = catalog as unknown as Record<"steps" | "triggers", Entry[]>;
    const all = steps.map((entry) => ({
      id: `a_${entry.type}`,
      type: entry.type,
      config: entry.sample,
      ...branchesOf(entry),
    }));
    for (const trigger of triggers) {
      const isFirst = trigger === triggers[0];
      const definition = {
        format: "stepwell/v1",
        name: `All of ${trigger.type}`,
        trigger: { type: trigger.type, config: trigger.sample },
        steps: isFirst ? all : [],
      };
      const { id } = await call("live")(createWorkflow, {
        body: { definition: definition as never },
      });
      const page = await open(`/live/workflows/${id}/edit?view=outline`, {
        prepare: withoutFindings,
      });
      await page.getByRole("row").last().waitFor();
      const lines = await page.locator("[data-node]").evaluateAll((rows) =>
        rows.map((row) => ({
          node: row.getAttribute("data-node"),
          texts: [...row.querySelectorAll("[title]")].map((one) => one.getAttribute("title")),
        })),
      );
      expect(lines).toHaveLength(1 + definition.steps.length);
      for (const { node, texts } of lines) {
        expect(texts[1], `the subtitle of ${node}`).toMatch(/\S/);
        expect(texts[1], `the subtitle of ${node}`).not.toMatch(/[{}]|undefined|\[object/);
        expect(texts[1], `${node} says more than its id`).not.toBe(node);
      }
      if (isFirst) await picture(page, "subtitles-outline");
      await page.context().close();
    }
  });
});
