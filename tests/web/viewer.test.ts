import { acceptInvitation, createInvitation, createWorkflow, getWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { walkToNode } from "./hands.suite.ts";
import { tabTo } from "./keyboard.suite.ts";

const call = (id: string, url: string) => ({
  id,
  type: "http",
  title: `Ask ${id}`,
  config: { method: "GET", url },
});

const definition = {
  format: "stepwell/v1",
  name: "Looked at",
  trigger: { type: "manual", config: {} },
  steps: [
    call("bank", "https://bank.example/rates"),
    call("shop", "https://shop.example/rates"),
    call("mail", "https://mail.example/send"),
  ],
};

const node = (page: Page, id: string) => page.locator(`[data-node="${id}"]`);

const edits = [
  "a",
  "Shift+A",
  "Delete",
  "F2",
  "m",
  "d",
  "Alt+ArrowUp",
  "Alt+ArrowDown",
  "Control+x",
  "Control+v",
  "Control+d",
  "Control+z",
  "Control+y",
  "Control+s",
  "Control+Enter",
  "Control+Shift+Enter",
];

describe.skipIf(!hasBrowser)("who may only look", () => {
  const dashboard = useDashboard();
  let viewers = 0;

  async function made(): Promise<string> {
    const body = { definition: definition as never };
    return (await dashboard().call("live")(createWorkflow, { body })).id;
  }

  it("selects, finds and walks in the builder, and changes nothing, by mouse", async () => {
    const id = await made();
    const page = await asViewer(`/live/workflows/${id}/edit`);
    const errors = errorsOf(page);
    await node(page, "bank").waitFor();
    await page.getByText("Your role lets you look, not edit").waitFor();
    expect(await page.getByRole("button", { name: "Add a step here" }).count()).toBe(0);
    await node(page, "bank").click();
    const panel = page.locator("[data-panel]");
    await panel.getByText("Ask bank").or(panel.getByRole("textbox").first()).first().waitFor();
    await picture(page, "viewer");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await node(page, "bank").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 steps chosen").waitFor();
    const bar = page.getByRole("toolbar", { name: "Chosen steps" });
    expect(await bar.getByRole("button").count()).toBe(2);
    for (const key of ["Delete", "Control+d", "Control+x", "m", "a", "Alt+ArrowUp", "Control+v"])
      await page.keyboard.press(key);
    const [start] = [await node(page, "bank").boundingBox()];
    if (!start) throw new Error("not in view");
    await page.mouse.move(start.x + 50, start.y + 20);
    await page.mouse.down();
    await page.mouse.move(start.x + 60, start.y + 300, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.press("Control+f");
    await page.getByRole("searchbox", { name: "Find a step" }).waitFor();
    await page.keyboard.type("send");
    await page.getByText("1 of 1").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("radio", { name: "Outline" }).click();
    await page.getByRole("row", { name: /^Ask mail/ }).waitFor();
    expect(await page.getByRole("button", { name: /^Drag/ }).count()).toBe(0);
    await page.getByRole("radio", { name: "JSON" }).click();
    await page.locator(".cm-content").click();
    await page.keyboard.type("x");
    expect(await page.getByRole("button", { name: /^Apply/ }).count()).toBe(0);
    const { draft } = await dashboard().call("live")(getWorkflow, { params: { id } });
    expect(draft.revision).toBe(1);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("is told by keys what his role does not let him do, and changes nothing", async () => {
    const id = await made();
    const page = await asViewer(`/live/workflows/${id}/edit`);
    const errors = errorsOf(page);
    const said = page.locator("output[aria-live=polite].sr-only");
    const forget = () => page.evaluate(`document.querySelector("output.sr-only").textContent = ""`);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await walkToNode(page, "shop");
    await page.keyboard.press("Control+c");
    await expect.poll(() => said.textContent()).toContain("Ask shop copied");
    for (const key of edits) {
      await forget();
      await page.keyboard.press(key);
      await expect
        .poll(() => said.textContent(), { message: key })
        .toContain("Your role lets you look");
      await page.locator("[data-node=shop]:focus").waitFor();
    }
    expect(await page.getByRole("dialog").count()).toBe(0);
    // What is set is read in the panel, and nothing of it is written over.
    await page.keyboard.press("Enter");
    await page.locator("[data-panel]").waitFor();
    await tabTo(page, /textbox "URL"/);
    await page.keyboard.type("x");
    await page.keyboard.press("Escape");
    await page.locator("[data-node=shop]:focus").waitFor();
    const { draft } = await dashboard().call("live")(getWorkflow, { params: { id } });
    expect(draft).toMatchObject({ revision: 1, definition: { steps: definition.steps } });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  /** A window of somebody who may look at everything and change nothing. */
  async function asViewer(path: string): Promise<Page> {
    const admin = await dashboard().open("/live/overview");
    const { url } = dashboard();
    const post = async (to: string, data: object) => {
      const answer = await admin.request.post(`${url}${to}`, { data, headers: { origin: url } });
      return (await answer.json()) as { url: string };
    };
    viewers += 1;
    const email = `vera${viewers}@example.com`;
    const invited = await post(createInvitation.path, { email, roles: { "*": "viewer" } });
    await admin.context().close();
    const page = await dashboard().open("/login", { isSignedOut: true });
    const token = new URL(invited.url).searchParams.get("token");
    const data = { token, name: "Vera", password: "another long sentence" };
    const headers = { origin: url };
    const answer = await page.request.post(`${url}${acceptInvitation.path}`, { data, headers });
    expect(answer.status(), await answer.text()).toBe(201);
    await page.goto(`${url}${path}`);
    return page;
  }
});
