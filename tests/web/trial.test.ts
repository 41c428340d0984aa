import { createWorkflow, getWorkflow, publishWorkflow, replaceDraft } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { openSink } from "./sink.suite.ts";

const definitionOf = (limit: number) =>
  ({
    format: "stepwell/v1",
    name: "Large orders",
    trigger: { type: "webhook", config: {} },
    steps: [
      {
        id: "large",
        type: "condition",
        title: "Is it large?",
        config: {
          mode: "branches",
          if: {
            all: [{ left: "{{ trigger.body.amount }}", operator: "greater_than", right: limit }],
          },
        },
        branches: [
          {
            id: "yes",
            steps: [
              {
                id: "tell",
                type: "http",
                title: "Tell the team",
                config: {
                  method: "POST",
                  url: "https://example.invalid/large",
                  body: { amount: "{{ trigger.body.amount }}" },
                },
                onError: "continue",
              },
            ],
          },
          { id: "no", steps: [] },
        ],
      },
    ],
  }) as never;

describe.skipIf(!hasBrowser)("trying a draft", () => {
  const dashboard = useDashboard();

  it("runs it once with data of one's own and shows what it would have done", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: definitionOf(100) } });
    const page = await open(`/live/workflows/${id}/edit`);
    const errors = errorsOf(page);
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByText("Data of your own").click();
    await page.getByLabel("Data as JSON").fill('{ "body": { "amount": 500 } }');
    await page.getByRole("button", { name: "Run the test" }).click();
    await page.getByText("POST https://example.invalid/large").waitFor();
    await page.getByText("Simulated", { exact: true }).waitFor();
    await picture(page, "trial-test");
    expect(await violationsIn(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("signs the steps on canvas and outline until they are edited", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: definitionOf(100) } });
    const page = await open(`/live/workflows/${id}/edit`);
    await page.getByRole("button", { name: "Webhook Trigger", exact: true }).waitFor();
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const dock = page.getByRole("region", { name: "Try the draft" });
    await dock.getByText("Data of your own").click();
    await dock.getByLabel("Data as JSON").fill('{ "body": { "amount": 500 } }');
    await dock.getByRole("button", { name: "Run the test" }).click();
    const chips = dock.getByRole("list", { name: "Steps that ran" });
    await chips.getByRole("button", { name: "Tell the team" }).waitFor();
    const signOf = (step: string) =>
      page.locator(`[data-node=${step}]`).getByText("Succeeded", { exact: true });
    await signOf("large").waitFor({ state: "attached" });
    await page.getByRole("radio", { name: "Outline" }).click();
    await page.getByRole("treegrid").waitFor();
    await signOf("large").waitFor({ state: "attached" });
    await signOf("tell").waitFor({ state: "attached" });
    await picture(page, "trial-outline");
    expect(await violationsIn(page)).toEqual([]);
    await chips.getByRole("button", { name: "Tell the team" }).click();
    const url = page.locator('[data-panel] [data-field="url"] .cm-content');
    await url.click();
    await page.keyboard.press("End");
    await page.keyboard.type("r");
    await signOf("tell").waitFor({ state: "detached" });
    expect(await signOf("large").count()).toBe(1);
    await page.context().close();
  });

  it("runs up to a step with nothing allowed, and not while a test is under way", async () => {
    await using sink = await openSink();
    const { call, open } = dashboard();
    const tell = {
      id: "tell",
      type: "http",
      title: "Tell",
      config: { method: "POST", url: `${sink.url}/`, body: "{{ trigger.how }}" },
    };
    const steps = [tell, { id: "last", type: "output", title: "Last", config: { value: 1 } }];
    const { id } = await call("live")(createWorkflow, {
      body: {
        definition: {
          format: "stepwell/v1",
          name: "Up to a step",
          trigger: { type: "manual", config: {} },
          steps,
        },
      },
    });
    const page = await open(`/live/workflows/${id}/edit?step=last`);
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const dock = page.getByRole("region", { name: "Try the draft" });
    const allowed = dock.getByRole("checkbox", { name: /^Tell/ });
    const start = dock.getByRole("button", { name: "Run the test" });
    const toLast = async (): Promise<void> => {
      await page.getByRole("button", { name: "Actions for Last" }).click();
      await page.getByRole("menuitem", { name: "Run to here" }).click();
    };
    await dock.getByText("Data of your own").click();
    await dock.getByLabel("Data as JSON").fill('{ "how": "slow" }');
    await allowed.press("Space");
    await start.click();
    await expect.poll(() => sink.bodies.length).toBe(1);
    await toLast();
    expect(await dock.getByText("Ends after “Last”").count()).toBe(0);
    await dock.getByText("Carried out", { exact: true }).waitFor();
    await toLast();
    await dock.getByText("Ends after “Last”").waitFor();
    await dock.getByText("Simulated", { exact: true }).waitFor();
    expect(await allowed.isChecked()).toBe(false);
    expect(sink.bodies).toHaveLength(1);
    // What runs leave out does nothing that could be allowed.
    await page.locator('[data-node="tell"]').click();
    await page.getByRole("button", { name: "Actions for Tell" }).click();
    await page.getByRole("menuitem", { name: /^Disable/ }).click();
    await allowed.waitFor({ state: "detached" });
    await page.context().close();
  });

  it("runs it over past events and lists those that would go otherwise", async () => {
    const { call, open } = dashboard();
    const live = call("live");
    const { id, trigger } = await live(createWorkflow, { body: { definition: definitionOf(100) } });
    await live(publishWorkflow, { params: { id }, body: { activate: true } });
    for (const amount of [50, 100, 101, 500])
      await fetch(trigger.url ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ amount }),
      });
    const page = await open(`/live/workflows/${id}/edit`, { theme: "dark" });
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByRole("tab", { name: "Past events" }).click();
    await page.getByRole("button", { name: "Try them" }).click();
    await page.getByText("Every run would do what it did.").waitFor();
    const { draft } = await live(getWorkflow, { params: { id } });
    const body = { definition: definitionOf(99), revision: draft.revision };
    await live(replaceDraft, { params: { id }, body });
    await page.reload();
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByRole("tab", { name: "Past events" }).click();
    await page.getByRole("button", { name: "Try them" }).click();
    await page.getByText("1 event would go otherwise").waitFor();
    await page.getByText('{"amount":100}', { exact: true }).waitFor();
    await page.getByText(/^tell .*"amount":100/).waitFor();
    // Nobody was told of the 100 at the time: what would have been answered is a guess.
    await page.getByText("Unsure: 1 answer from outside is a guess").waitFor();
    await picture(page, "trial-hindcast");
    expect(await violationsIn(page)).toEqual([]);
    const higher = { definition: definitionOf(200), revision: draft.revision + 1 };
    await live(replaceDraft, { params: { id }, body: higher });
    await page.reload();
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByRole("tab", { name: "Past events" }).click();
    await page.getByRole("button", { name: "Try them" }).click();
    await page.getByText('{"amount":101}', { exact: true }).waitFor();
    await page.getByText("Sure: all answers that it needs are on record.").waitFor();
    expect(await page.getByText(/^Unsure/).count()).toBe(0);
    await page.context().close();
  });
});
