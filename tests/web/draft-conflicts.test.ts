import {
  createWorkflow,
  getVersion,
  getWorkflow,
  listWorkflows,
  publishWorkflow,
  replaceDraft,
} from "@stepwell/api";
import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  errorsOf,
  hasBrowser,
  type OpenOptions,
  picture,
  useDashboard,
  violationsIn,
} from "./dashboard.suite.ts";

const stepOf = (title: string) => ({ id: "one", type: "output", title, config: { value: 1 } });
const definitionOf = (name: string, title = "Before") => ({
  format: "stepwell/v1",
  name,
  trigger: { type: "manual", config: {} },
  steps: [stepOf(title)],
});

/* Two people, or a person and a bad line, at one draft. */
describe.skipIf(!hasBrowser)("a draft that the server has in another form", () => {
  const dashboard = useDashboard();

  const titleThere = async (id: string): Promise<unknown> => {
    const { draft } = await dashboard().call("live")(getWorkflow, { params: { id } });
    return (draft.definition as { steps: { title: string }[] }).steps[0]?.title;
  };

  async function rename(page: Page, title: string): Promise<void> {
    const node = page.locator("[data-node=one]");
    if (!(await page.locator("[data-panel]").isVisible())) await node.click();
    await page.locator("[data-panel] h2 :is(button, input)").first().click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
  }

  /** What is saved elsewhere is not heard of. */
  const deaf = (context: BrowserContext): Promise<unknown> =>
    context.route("**/stream?**", (route) => route.abort());

  /** Mine is “Mine”, what somebody else has saved meanwhile is “Theirs”. */
  async function inConflict(name: string, options: OpenOptions = {}) {
    const { call, open } = dashboard();
    const live = call("live");
    const { id, draft } = await live(createWorkflow, { body: { definition: definitionOf(name) } });
    const page = await open(`/live/workflows/${id}/edit?view=outline`, {
      ...options,
      prepare: deaf,
    });
    const errors = errorsOf(page);
    await page.getByText("Saved", { exact: true }).waitFor();
    const theirs = definitionOf(name, "Theirs");
    const added = { id: "two", type: "output", title: "Added", config: { value: 2 } };
    const definition = { ...theirs, steps: [...theirs.steps, added] };
    await live(replaceDraft, {
      params: { id },
      body: { definition, revision: draft.revision },
    });
    await rename(page, "Mine");
    await page.getByText("Somebody else changed this draft.").waitFor();
    const decide = async (what: string): Promise<void> => {
      await page.getByRole("button", { name: "Decide what stays" }).click();
      await page.getByRole("menuitem", { name: what }).click();
    };
    return { id, page, errors, decide };
  }

  it.each([
    ["light", false],
    ["dark", true],
  ] as const)("shows both in one drawing, and takes either (%s)", async (theme, isPhone) => {
    const { id, page, errors } = await inConflict(`Seen ${theme}`, { theme, isPhone });
    await picture(page, `conflict-${theme}`);
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Decide what stays" }).click();
    await picture(page, `conflict-menu-${theme}`);
    await page.getByRole("menuitem", { name: "See their change" }).click();
    const dialog = page.getByRole("dialog", { name: "Somebody else changed this draft" });
    await dialog.getByText("Theirs").first().waitFor();
    await dialog.getByText("Mine").first().waitFor();
    await dialog.locator("[data-node=two]").waitFor();
    await picture(page, `conflict-seen-${theme}`);
    expect(await violationsIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Take theirs" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.locator("[data-node=two]").waitFor();
    await page.keyboard.press("Control+z");
    await page.locator("[data-node=two]").waitFor({ state: "detached" });
    // It is saved after a rest.
    await expect.poll(() => titleThere(id)).toBe("Mine");
    expect(errors.filter((error) => !error.includes("ERR_FAILED"))).toEqual([]);
    await page.context().close();
    // Over theirs, without having looked.
    const other = await inConflict(`Kept ${theme}`, { theme, isPhone });
    await other.decide("Keep mine");
    await other.page.getByText("Saved", { exact: true }).waitFor();
    expect(await titleThere(other.id)).toBe("Mine");
    await other.page.context().close();
  });

  it("makes a workflow of one's own, and leaves theirs alone", async () => {
    const { id, page, errors, decide } = await inConflict("Shared");
    await decide("Save mine as a copy");
    await page.waitForURL((url) => url.pathname.endsWith("/edit") && !url.pathname.includes(id));
    await page.getByText("Your edits are now “Shared (copy)”.").waitFor();
    await page.locator("[data-node=one]").getByText("Mine").waitFor();
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Shared (copy)");
    await picture(page, "conflict-copied");
    expect(await titleThere(id)).toBe("Theirs");
    const { items } = await dashboard().call("live")(listWorkflows, { query: { q: "Shared" } });
    expect(items.map(({ name }) => name).toSorted()).toEqual(["Shared", "Shared (copy)"]);
    await page.goBack();
    await page.locator("[data-node=two]").waitFor();
    expect(errors.filter((error) => !error.includes("ERR_FAILED"))).toEqual([]);
    await page.context().close();
  });

  it("is not published by who has seen another one", async () => {
    const { call, open } = dashboard();
    const live = call("live");
    const definition = definitionOf("Published");
    const { id } = await live(createWorkflow, { body: { definition } });
    await live(publishWorkflow, { params: { id }, body: { activate: true } });
    const page = await open(`/live/workflows/${id}/edit?view=outline`, { prepare: deaf });
    const errors = errorsOf(page);
    await rename(page, "Mine");
    await page.getByRole("button", { name: "Publish" }).click();
    const dialog = page.getByRole("dialog", { name: "Publish this draft" });
    await dialog.getByText("1 change since v1").waitFor();
    const { draft } = await live(getWorkflow, { params: { id } });
    const { steps, ...rest } = definitionOf("Published", "Theirs");
    const added = { id: "two", type: "output", title: "Added", config: { value: 2 } };
    await live(replaceDraft, {
      params: { id },
      body: { definition: { ...rest, steps: [...steps, added] }, revision: draft.revision },
    });
    await dialog.getByRole("button", { name: "Publish and activate" }).click();
    await dialog.getByText("so nothing was published").waitFor();
    await dialog.getByText("2 changes since v1").waitFor();
    await picture(page, "conflict-publish");
    expect(await violationsIn(page)).toEqual([]);
    expect((await live(getWorkflow, { params: { id } })).activeVersion).toBe(1);
    await dialog.getByRole("button", { name: "Publish and activate" }).click();
    await page.getByText("Version 2 is published.").waitFor();
    const published = await live(getVersion, { params: { id, n: 2 } });
    expect(published.definition).toMatchObject({ steps: [{ title: "Theirs" }, added] });
    // Undo would take back what others have done.
    expect(await page.getByRole("button", { name: "Undo", exact: true }).isDisabled()).toBe(true);
    // The refused request, and the stream.
    expect(errors.filter((error) => !/409|ERR_FAILED/.test(error))).toEqual([]);
    await page.context().close();
  });

  it("is no conflict where only the answer to one's own edit was lost", async () => {
    const { call, open } = dashboard();
    const definition = definitionOf("Cut off");
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit`, { prepare: deaf });
    await page.getByText("Saved", { exact: true }).waitFor();
    // The server stores it, and the line is cut before it can say so.
    await page.route("**/draft", async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
    await rename(page, "After");
    await page.getByRole("button", { name: "Save now" }).waitFor();
    expect(await titleThere(id)).toBe("After");
    await page.unroute("**/draft");
    await rename(page, "Later");
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(await page.getByText("Somebody else changed this draft.").count()).toBe(0);
    expect(await titleThere(id)).toBe("Later");
    await page.context().close();
  });
});
