import { listRefusedWebhooks, setLimits, setSecret } from "@stepwell/api";
import { expect, it } from "vitest";
import { useTestServer } from "./open-test-server.suite.ts";
import { makeRefusedWebhooks } from "./refused-webhooks.ts";
import { webhook } from "./sample-definitions.suite.ts";
import { deliver, useWebhooks } from "./webhook-delivery.suite.ts";

const test = useTestServer();
const { hookOf } = useWebhooks(test);

it("refused deliveries are listed, with why and where from, and nothing of what they held", async () => {
  const call = await test().client();
  const secret = { params: { name: "hook_secret" }, body: { value: "s3cret-s3cret" } };
  await call(setSecret, secret);
  const scheme = { kind: "signature", scheme: "github", secrets: ["{{ secrets.hook_secret }}"] };
  const signed = await hookOf(webhook([], { auth: scheme }));
  const open = await hookOf(webhook([]));
  await deliver(open.url, { canary: 1 });
  await fetch(open.url);
  await deliver(signed.url, { canary: 2 }, { "x-hub-signature-256": "sha256=00" });
  await call(setLimits, { body: { eventBytesMax: 1024 } });
  await deliver(open.url, { canary: "x".repeat(2000) });
  await deliver(`${open.url}0`, { canary: 3 });
  await deliver(open.url, "{", { authorization: "Bearer canary" });
  const { items } = await (await test().client("viewer"))(listRefusedWebhooks, { query: {} });
  expect(items).toMatchObject([
    { workflowId: open.id, status: 400, code: "malformed_json", method: "POST" },
    { workflowId: open.id, status: 413, code: "payload_too_large" },
    { workflowId: signed.id, status: 401, code: "invalid_signature", reason: "signature_invalid" },
    { workflowId: open.id, status: 405, code: "method_not_allowed", method: "GET" },
  ]);
  for (const { address, at } of items) {
    expect(address).toBe("127.0.0.1");
    expect(Date.parse(at)).toBeGreaterThan(Date.now() - 60_000);
  }
  expect(JSON.stringify(items)).not.toContain("canary");
  const ofSigned = await call(listRefusedWebhooks, { query: { workflow: signed.id } });
  expect(ofSigned.items).toHaveLength(1);
});

it("refused deliveries are kept up to a hundred, the newest ones", () => {
  const refused = makeRefusedWebhooks();
  const sample = { workflowId: "wf_a", method: "POST", status: 401, code: "unauthorized" };
  for (let at = 1; at <= 130; at += 1)
    refused.note({ ...sample, at, reason: undefined, address: undefined });
  const times = refused.list().map(({ at }) => at);
  expect([times.length, times[0], times.at(-1)]).toEqual([100, 130, 31]);
});
