import { createConnection, createWorkflow, listConnections, publishWorkflow } from "@stepwell/api";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
    await page.getByRole("rowheader", { name: "erp" }).click();
    await page.getByLabel("Hosts").fill("api.example.com, *.example.org");
    await page.getByText("Is set. Leave it empty to keep it.").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("*.example.org").waitFor();
    const { items } = await api(listConnections, {});
    expect(items.find(({ name }) => name === "erp")).toMatchObject({
      hosts: ["api.example.com", "*.example.org"],
      secrets: { token: { isSet: true } },
    });
    const row = page.getByRole("row", { name: /erp/ });
    await row.getByRole("link", { name: "Caller" }).waitFor();
    await picture(page, "connections-used");
    await page.getByRole("button", { name: "Delete erp" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("link", { name: "Caller" }).waitFor();
    await picture(page, "connection-delete");
    expect(await violationsIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Delete anyway" }).click();
    await page.getByRole("row", { name: /erp/ }).waitFor({ state: "detached" });
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "are tried, and say in words how it went (%s)",
    async (theme) => {
      await using server = await openDoor("good-token");
      const name = `door-${theme}`;
      const hosts = [server.host];
      const content = {
        kind: "bearer" as const,
        hosts,
        settings: {},
        secrets: { token: "good-token" },
      };
      const api = dashboard().call("live");
      await api(createConnection, { body: { name, ...content } });
      const page = await dashboard().open("/live/connections", { theme });
      const errors = errorsOf(page);
      await page.getByRole("row", { name }).focus();
      const focused = () => page.evaluate<string>("document.activeElement.ariaLabel");
      for (let press = 0; press < 8 && (await focused()) !== `Test ${name}`; press += 1)
        await page.keyboard.press("ArrowRight");
      expect(await focused()).toBe(`Test ${name}`);
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", { name: `Test ${name}` });
      const address = dialog.getByLabel("Address to ask");
      await address.fill("");
      await dialog.getByRole("button", { name: "Test now" }).click();
      await dialog.getByText("Give an address").waitFor();
      await address.fill(`http://${server.host}/`);
      await dialog.getByRole("button", { name: "Test now" }).click();
      await dialog.getByText("The address answered with status 200").waitFor();
      await picture(page, `connection-test-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      await address.fill(`http://${server.host}/refused`);
      await dialog.getByRole("button", { name: "Test now" }).click();
      await dialog.getByText("It does not work").waitFor();
      await dialog.getByText(/the server answered with status 401/i).waitFor();
      await picture(page, `connection-test-failed-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );

  it("are read and tried on a phone", async () => {
    const page = await dashboard().open("/live/connections", { isPhone: true, language: "de" });
    await page.getByRole("button", { name: "door-light testen" }).click();
    await page.getByRole("dialog").waitFor();
    await picture(page, "connection-test-phone");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });
});

/** Lets in whoever has the token, but for one path. */
async function openDoor(token: string) {
  const server = createServer(({ url, headers: { authorization } }, response) => {
    response.writeHead(url !== "/refused" && authorization === `Bearer ${token}` ? 200 : 401);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
