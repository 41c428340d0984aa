import { createHmac } from "node:crypto";
import { deleteSecret, getRun, setSecret } from "@stepwell/api";
import { signWebhook } from "@stepwell/catalog";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { useTestServer } from "./open-test-server.suite.ts";
import { webhook } from "./sample-definitions.suite.ts";
import { deliver, problemOf, useWebhooks } from "./webhook-delivery.suite.ts";

const test = useTestServer();
const { hookOf, runsOf } = useWebhooks(test);

describe("HTTP Basic", () => {
  it("lets in who has user name and password, which may be a stored secret", async () => {
    const call = await test().client("admin");
    await call(setSecret, { params: { name: "hook_password" }, body: { value: "päss:word" } });
    const auth = { kind: "basic", username: "shop", password: "{{ secrets.hook_password }}" };
    const { id, url } = await hookOf(webhook([], { auth }));
    const basic = (text: string) => ({
      authorization: `Basic ${Buffer.from(text).toString("base64")}`,
    });
    expect((await deliver(url, {}, basic("shop:päss:word"))).status).toBe(200);
    for (const headers of [
      {},
      basic("shop:wrong"),
      basic("other:päss:word"),
      basic("shop"),
      basic(""),
    ]) {
      const answer = await deliver(url, {}, headers);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
      expect((await problemOf(answer)).code).toBe("unauthorized");
    }
    const [row, ...others] = await runsOf(id);
    expect(others).toEqual([]);
    const run = await call(getRun, { params: { id: row?.id ?? "" } });
    expect(JSON.stringify(run)).not.toContain(Buffer.from("shop:päss:word").toString("base64"));
  });

  it("does not go live without its secret", async () => {
    const call = await test().client();
    await call(setSecret, { params: { name: "hook_pass" }, body: { value: "x" } });
    const auth = { kind: "basic", username: "shop", password: "{{ secrets.hook_pas }}" };
    const problem = await refusal(hookOf(webhook([], { auth })));
    expect(problem).toMatchObject({
      code: "definition_has_errors",
      errors: [{ path: "trigger.config.auth.password", code: "unknown_secret" }],
    });
    const signed = { kind: "signature", scheme: "github", secrets: ["{{ secrets.other }}"] };
    expect((await refusal(hookOf(webhook([], { auth: signed })))).errors).toMatchObject([
      { path: "trigger.config.auth.secrets.0", code: "unknown_secret" },
    ]);
  });

  it("lets nobody in once its secret is gone", async () => {
    const call = await test().client();
    await call(setSecret, { params: { name: "gone" }, body: { value: "x" } });
    const auth = { kind: "basic", username: "shop", password: "{{ secrets.gone }}" };
    const { url } = await hookOf(webhook([], { auth }));
    await call(deleteSecret, { params: { name: "gone" } });
    const headers = { authorization: `Basic ${Buffer.from("shop:").toString("base64")}` };
    expect((await deliver(url, {}, headers)).status).toBe(401);
  });
});

describe("signatures", () => {
  const secret = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
  const nowS = () => Math.floor(Date.now() / 1000);

  it.each(["standard_webhooks", "stripe", "github"] as const)(
    "of %s are checked: right, wrong, changed, missing",
    async (scheme) => {
      const auth = { kind: "signature", scheme, secrets: [secret] };
      const { id, url } = await hookOf(webhook([], { auth }));
      const body = JSON.stringify({ id: `${scheme}-1` });
      const signed = signWebhook(scheme, secret, body, { id: "m1", timestamp: nowS() });
      const wrong = signWebhook(scheme, "whsec_b3RoZXI=", body, { id: "m2", timestamp: nowS() });
      expect((await deliver(url, body, signed)).status).toBe(200);
      for (const [text, headers] of [
        [body, wrong],
        [`${body} `, signed],
        [body, {}],
      ] as const)
        expect((await problemOf(await deliver(url, text, headers))).code).toBe("invalid_signature");
      expect(await runsOf(id)).toHaveLength(1);
    },
  );

  it.each(["standard_webhooks", "stripe"] as const)(
    "of %s are worth nothing when they are old; repeats in time are duplicates",
    async (scheme) => {
      const auth = { kind: "signature", scheme, secrets: [secret], toleranceSeconds: 60 };
      const { id, url } = await hookOf(webhook([], { auth }));
      const body = JSON.stringify({ id: `${scheme}-2` });
      const at = (timestamp: number) => signWebhook(scheme, secret, body, { id: "m1", timestamp });
      const problem = await problemOf(await deliver(url, body, at(nowS() - 120)));
      expect(problem).toMatchObject({
        code: "invalid_signature",
        errors: [{ code: "signature_expired" }],
      });
      const fresh = at(nowS());
      for (let count = 0; count < 3; count += 1)
        expect((await deliver(url, body, fresh)).status).toBe(200);
      expect(await runsOf(id)).toHaveLength(1);
    },
  );

  it("of any other system are checked as configured, with the old and the new secret", async () => {
    const scheme = { header: "x-sign", algorithm: "sha512", encoding: "base64", prefix: "v1:" };
    const auth = { kind: "signature", scheme: "hmac", secrets: ["old", "new"], ...scheme };
    const { url } = await hookOf(webhook([], { auth }));
    const sign = (key: string) => ({
      "x-sign": `v1:${createHmac("sha512", key).update("{}").digest("base64")}`,
    });
    const statuses = [];
    for (const key of ["old", "new", "other"])
      statuses.push((await deliver(url, "{}", sign(key))).status);
    expect(statuses).toEqual([200, 200, 401]);
  });
});
