import { createConnection, createWorkflow, listConnections, publishWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const caller = {
  format: "stepwell/v1",
  name: "Caller",
  trigger: { type: "manual", config: {} },
  steps: [
    { id: "ask", type: "http", config: { url: "https://api.example.com/", connection: "erp" } },
  ],
};

describe.skipIf(!hasBrowser)("connections", () => {
  const dashboard = useDashboard();

  it("are made by keyboard alone; their secrets never come back", async () => {
    const page = await dashboard().open("/live/connections");
    const errors = errorsOf(page);
    await page.getByText("No connections yet").waitFor();
    await page.getByRole("button", { name: "New connection" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("crm");
    await page.getByLabel("Hosts").focus();
    await page.keyboard.type("api.example.com");
    await page.keyboard.press("Tab");
    await page.keyboard.type("very-secret-token");
    await picture(page, "connection-new");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("row", { name: /crm/ }).waitFor();
    expect(await page.content()).not.toContain("very-secret-token");
    expect(await violationsIn(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("keep a secret that is left empty, and say where they are used before they go", async () => {
    const { call, open } = dashboard();
    const api = call("live");
    const secrets = { token: "another-secret" };
    const hosts = ["api.example.com"];
    await api(createConnection, {
      body: { name: "erp", kind: "bearer", hosts, settings: {}, secrets },
    });
    const { id } = await api(createWorkflow, { body: { definition: caller } });
    await api(publishWorkflow, { params: { id }, body: { activate: true } });
    const page = await open("/live/connections", { theme: "dark" });
    await page.getByRole("row", { name: /erp/ }).click();
    await page.getByLabel("Hosts").fill("api.example.com, *.example.org");
    await page.getByText("Is set. Leave it empty to keep it.").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("*.example.org").waitFor();
    const { items } = await api(listConnections, {});
    expect(items.find(({ name }) => name === "erp")).toMatchObject({
      hosts: ["api.example.com", "*.example.org"],
      secrets: { token: { isSet: true } },
    });
    await page.getByRole("button", { name: "Delete erp" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await dialog.getByText(/Caller/).waitFor();
    await picture(page, "connection-delete");
    expect(await violationsIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Delete anyway" }).click();
    await page.getByRole("row", { name: /erp/ }).waitFor({ state: "detached" });
    await page.context().close();
  });
});
