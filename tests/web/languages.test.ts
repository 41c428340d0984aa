import { createWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const mistaken = {
  format: "stepwell/v1",
  name: "Warten",
  trigger: { type: "manual", config: {} },
  steps: [
    { id: "pause", type: "delay", config: { for: { amount: 5, unit: "minutes" } } },
    { id: "say", type: "message", config: { text: "{{ steps.paus }}" } },
  ],
};

describe.skipIf(!hasBrowser)("what the server says in English", () => {
  const dashboard = useDashboard();

  it("is in the person's language in the builder: types, fields, choices and problems", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: mistaken } });
    const page = await open(`/live/workflows/${id}/edit`, { language: "de-DE" });
    const errors = errorsOf(page);
    await page.getByRole("button", { name: /^Warten/ }).waitFor();
    await page.getByText("Es gibt keinen Schritt „paus“").first().waitFor();
    await page.getByRole("button", { name: /^\d+ Fehler/ }).click();
    await page.getByText("Meinten Sie „pause“?").waitFor();
    await picture(page, "de-problems");
    await page.getByRole("button", { name: /^Warten/ }).click();
    await page.locator("[data-panel]").getByText("Dauer").first().waitFor();
    await picture(page, "de-panel");
    expect(await violationsIn(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("is found in both languages by the search for steps", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: mistaken } });
    const page = await open(`/live/workflows/${id}/edit`, { language: "fr-FR" });
    await page.getByRole("button", { name: "Ajouter une étape ici" }).first().click();
    const search = page.getByRole("searchbox");
    for (const words of ["boucle", "loop"]) {
      await search.fill(words);
      await page.getByRole("option", { name: /^Boucle/ }).waitFor();
    }
    await picture(page, "fr-picker");
    await page.context().close();
  });

  it("says why it refuses in the person's language", async () => {
    const page = await dashboard().open("/login", { isSignedOut: true, language: "sv-SE" });
    await page.getByLabel("E-post").fill("nobody@example.com");
    await page.getByLabel("Lösenord").fill("a long enough sentence");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("E-postadressen eller lösenordet är fel").waitFor();
    await page.context().close();
  });
});
