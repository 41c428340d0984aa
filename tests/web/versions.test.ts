import {
  createWorkflow,
  getWorkflow,
  listWorkflows,
  publishWorkflow,
  replaceDraft,
} from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { handOf, hands } from "./hands.suite.ts";

const greeting = (name: string, value: string) => ({
  format: "stepwell/v1",
  name,
  trigger: { type: "manual", config: {} },
  steps: [{ id: "result", type: "output", title: "The greeting", config: { value } }],
});

describe.skipIf(!hasBrowser)("versions of a workflow", () => {
  const dashboard = useDashboard();

  it.each(hands)("are compared, looked at and taken back, by %s", async (kind) => {
    const live = dashboard().call("live");
    const draftOf = (value: string) => greeting("Greeting", value);
    const { id } = await live(createWorkflow, { body: { definition: draftOf("Hello") } });
    const params = { id };
    await live(publishWorkflow, { params, body: { note: "Says hello", activate: true } });
    await live(replaceDraft, { params, body: { definition: draftOf("Good day"), revision: 1 } });
    await live(publishWorkflow, { params, body: { note: "Is polite", activate: true } });
    await live(replaceDraft, { params, body: { definition: draftOf("HELLO"), revision: 2 } });
    const page = await dashboard().open(`/live/workflows/${id}/versions`);
    const errors = errorsOf(page);
    const hand = handOf(kind, page);
    // What the draft has changed is compared unless one asks otherwise.
    await page.getByText(/HELLO/).waitFor();
    await hand.press("button", /^v2 From/);
    await hand.choose("option", "v1");
    await hand.press("button", /^Draft To/);
    await hand.choose("option", "v2");
    await page
      .getByText(/Good day/)
      .first()
      .waitFor();
    await page.getByText(/HELLO/).waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("compare")).toBe("1...2");
    await picture(page, `versions-compared-${kind}`);
    expect(await violationsIn(page)).toEqual([]);
    await hand.pressInRow(/^v1/, "button", "Actions for version 1", { isBack: true });
    await hand.choose("menuitem", "Restore as draft");
    await page.getByText("The draft is version 1 again.").waitFor();
    const { draft, activeVersion } = await live(getWorkflow, { params });
    expect(draft.definition).toMatchObject({ steps: [{ config: { value: "Hello" } }] });
    // What runs is still what was published.
    expect(activeVersion).toBe(2);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("are gone through from change to change, by N and P or by buttons", async () => {
    const live = dashboard().call("live");
    const sum = (id: string, expression: string) => ({
      id,
      type: "calculate",
      title: `Sum ${id}`,
      config: { engine: "formula", expression },
    });
    const withSteps = (...steps: readonly object[]) => ({ ...greeting("Sums", "x"), steps });
    const before = withSteps(sum("a", "1"), sum("b", "2"), sum("c", "3")) as never;
    const after = withSteps(sum("a", "10"), sum("c", "30"), sum("d", "4")) as never;
    const { id } = await live(createWorkflow, { body: { definition: before } });
    await live(publishWorkflow, { params: { id }, body: { activate: false } });
    await live(replaceDraft, { params: { id }, body: { definition: after, revision: 1 } });
    const page = await dashboard().open(`/live/workflows/${id}/versions`);
    const errors = errorsOf(page);
    // By their titles, the removed one too.
    await page.getByRole("listitem").filter({ hasText: "RemovedSum b" }).waitFor();
    await page.getByText("0 of 4 changed steps").waitFor();
    await page.getByRole("button", { name: /^Next change/ }).click();
    await page.getByText("1 of 4 changed steps").waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("n");
    await page.getByText("2 of 4 changed steps").waitFor();
    await page.keyboard.press("p");
    await page.keyboard.press("p");
    await page.getByText("4 of 4 changed steps").waitFor();
    await picture(page, "versions-walked");
    expect(await violationsIn(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it.each(hands)("go from the sandbox to live as a draft, by %s", async (kind) => {
    const name = `Tried by ${kind}`;
    const definition = greeting(name, "Hello");
    const { id } = await dashboard().call("sandbox")(createWorkflow, { body: { definition } });
    const page = await dashboard().open(`/sandbox/workflows/${id}`);
    const hand = handOf(kind, page);
    await hand.press("button", "More actions");
    await hand.choose("menuitem", "Copy to another environment");
    await hand.press("button", "Copy it there");
    await hand.press("link", "Open it there");
    await page.waitForURL("**/live/workflows/*");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    const live = dashboard().call("live");
    const there = (await live(listWorkflows, {})).items.filter((one) => one.name === name);
    expect(there).toHaveLength(1);
    const found = await live(getWorkflow, { params: { id: there[0]?.id ?? "" } });
    expect(found.draft.definition).toMatchObject({ steps: definition.steps });
    expect(found).toMatchObject({ active: false, latestVersion: null });
    await page.context().close();
  });
});
