import { getMe } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import {
  errorsOf,
  hasBrowser,
  owner,
  picture,
  useDashboard,
  violationsIn,
} from "./dashboard.suite.ts";
import { handOf, hands } from "./hands.suite.ts";

describe.skipIf(!hasBrowser)("getting in", () => {
  const dashboard = useDashboard();

  it("asks who has no session to sign in, and brings him back to where he wanted to go", async () => {
    const page = await dashboard().open("/sandbox/runs", { isSignedOut: true });
    const errors = errorsOf(page);
    await page.getByLabel("E-mail").fill(owner.email);
    await page.getByLabel("Password").fill(owner.password);
    await picture(page, "sign-in");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/sandbox/runs");
    await page.getByText("Sandbox: nothing here touches what is live.").waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it.each(hands)("refuses a wrong password in words, by %s", async (kind) => {
    const page = await dashboard().open("/login", { isSignedOut: true });
    const hand = handOf(kind, page);
    await hand.write("E-mail", owner.email);
    await hand.write("Password", "another long sentence");
    await hand.press("button", "Sign in");
    await page.getByRole("alert").waitFor();
    await picture(page, `sign-in-refused-${kind}`);
    expect(await violationsIn(page)).toEqual([]);
    expect(page.url()).toContain("/login");
    const { status } = await page.evaluate<{ status: number }>(
      `fetch("${getMe.path}").then(({ status }) => ({ status }))`,
    );
    expect(status).toBe(401);
    await hand.write("Password", owner.password, { isBack: true });
    await hand.press("button", "Sign in");
    await page.waitForURL("**/live**");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.context().close();
  });

  it("says what is missing or no address in the person's language, not the browser's", async () => {
    const page = await dashboard().open("/login", { isSignedOut: true, language: "de-DE" });
    const signIn = page.getByRole("button", { name: "Anmelden" });
    await signIn.click();
    await page.getByText("Bitte ausfüllen.").nth(1).waitFor();
    await page.getByLabel("E-Mail").fill("ada");
    await signIn.click();
    await page.getByText("Das ist keine E-Mail-Adresse.").waitFor();
    await picture(page, "sign-in-mistakes");
    expect(await violationsIn(page)).toEqual([]);
    await page.context().close();
  });

  it("says at the set-up address that there is an owner already", async () => {
    const page = await dashboard().open("/setup?token=x", { isSignedOut: true });
    await page.getByText("Stepwell is set up already.").waitFor();
    await page.context().close();
  });
});
