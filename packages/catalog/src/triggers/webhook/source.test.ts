import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "@stepwell/core";
import { deliver, verdict } from "./delivery.suite.ts";
import { signWebhook } from "./signature.ts";
import type { WebhookRequest } from "./source.ts";

type Given = Partial<WebhookRequest> & { readonly text?: string };

function dataOf(config: JsonObject, request: Given = {}): JsonObject {
  const outcome = deliver(config, request);
  if (outcome.kind === "refused") throw new Error(outcome.message);
  return outcome.data;
}

function dedupeKeyOf(config: JsonObject, request: Given = {}): string | undefined {
  const outcome = deliver(config, request);
  if (outcome.kind === "refused") throw new Error(outcome.message);
  return outcome.dedupeKey;
}

describe("a webhook's request", () => {
  it("gives body, query and headers", () => {
    const request = {
      text: '{"a":[1,{"b":null}]}',
      query: "?x=1&y=2&y=3&empty=&y=4",
      headers: { "content-type": "application/json", "x-list": ["1", "2"], none: undefined },
    };
    expect(dataOf({}, request)).toEqual({
      body: { a: [1, { b: null }] },
      query: { x: "1", y: ["2", "3", "4"], empty: "" },
      headers: { "content-type": "application/json", "x-list": "1, 2" },
    });
  });

  it.each(["GET", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "post"])("is not a %s", (method) => {
    expect(deliver({}, { method })).toMatchObject({
      kind: "refused",
      status: 405,
      code: "method_not_allowed",
      headers: { allow: "POST" },
    });
  });

  it("keeps no credentials, cookies or signatures", () => {
    const headers = {
      authorization: "Bearer secret",
      cookie: "secret",
      "proxy-authorization": "secret",
      "stripe-signature": "secret",
      "webhook-signature": "secret",
      "x-hub-signature-256": "secret",
      "x-hub-signature": "secret",
      "stepwell-causes": "secret",
    };
    const shown = dataOf({}, { headers })["headers"];
    expect(shown).toEqual(
      Object.fromEntries(Object.keys(headers).map((name) => [name, "(hidden)"])),
    );
    const settings = { header: "x-own", algorithm: "sha256", encoding: "hex", prefix: "" } as const;
    const auth = { kind: "signature", scheme: "hmac", header: "X-Own", secrets: ["s"] };
    const signed = signWebhook(settings, "s", "{}", { id: "", timestamp: 0 });
    expect(dataOf({ auth }, { headers: signed })["headers"]).toEqual({ "x-own": "(hidden)" });
  });
});

describe("a webhook's variables", () => {
  const variables = [
    { name: "amount", from: "body", path: "order.amount" },
    { name: "prices", from: "body", path: "order.items.price" },
    { name: "second", from: "body", path: 'order.items[1]["odd name"]' },
    { name: "source", from: "query", path: "utm-source" },
    { name: "kind", from: "headers", path: "X-Event-Kind" },
  ];

  it("are read from body, query and headers", () => {
    const body = { order: { amount: 5, items: [{ price: 1 }, { price: 2, "odd name": "x" }] } };
    const data = dataOf(
      { variables },
      { text: JSON.stringify(body), query: "utm-source=mail", headers: { "x-event-kind": "new" } },
    );
    expect(data).toMatchObject({
      amount: 5,
      prices: [1, 2],
      second: "x",
      source: "mail",
      kind: "new",
    });
  });

  it("are left out where there is no value", () => {
    expect(Object.keys(dataOf({ variables }))).toEqual(["body", "query", "headers"]);
    expect(dataOf({ variables }, { text: '{"order":{"amount":null}}' })).toHaveProperty(
      "amount",
      null,
    );
  });

  it("refuse the request where a required one is missing", () => {
    const required = variables.map(({ name, from, path }) => ({
      name,
      from,
      path,
      required: name === "kind",
    }));
    expect(deliver({ variables: required })).toMatchObject({
      status: 422,
      code: "missing_variable",
      message: expect.stringMatching(/kind .*X-Event-Kind .*headers/),
    });
    expect(verdict({ variables: required }, { headers: { "x-event-kind": "" } })).toBe("accepted");
  });
});

describe("the key of a delivery", () => {
  const id = "id-1";

  it("is the chosen place", () => {
    const by = (from: string, path: string) => ({ deduplicateBy: { from, path } });
    expect(dedupeKeyOf(by("headers", "X-Request-Id"), { headers: { "x-request-id": id } })).toBe(
      id,
    );
    expect(dedupeKeyOf(by("body", "event.id"), { text: '{"event":{"id":17}}' })).toBe("17");
    expect(dedupeKeyOf(by("query", "id"), { query: "id=a&id=b" })).toBe('["a","b"]');
    expect(dedupeKeyOf(by("body", "id"), { text: '{"id":1234567890123456789}' })).toBeUndefined();
  });

  it.each(["{}", '{"id":null}', '{"id":""}', '{"id":{}}', '{"id":true}', '{"id":[]}'])(
    "is missing where the place holds no text or number: %s",
    (text) => {
      const deduplicateBy = { from: "body", path: "id" };
      const headers = { "idempotency-key": "other" };
      expect(dedupeKeyOf({ deduplicateBy }, { text, headers })).toBeUndefined();
    },
  );

  it("is the scheme's id otherwise", () => {
    const stamp = { id, timestamp: 1_700_000_000 };
    const text = `{"id":"${id}"}`;
    const auth = (scheme: string, secret: string) => ({
      auth: { kind: "signature", scheme, secrets: [secret] },
    });
    for (const scheme of ["standard_webhooks", "stripe", "github"] as const)
      expect(
        dedupeKeyOf(auth(scheme, "c2VjcmV0"), {
          text,
          headers: signWebhook(scheme, "c2VjcmV0", text, stamp),
        }),
      ).toBe(id);
    const list = signWebhook("stripe", "c2VjcmV0", "[]", stamp);
    expect(dedupeKeyOf(auth("stripe", "c2VjcmV0"), { text: "[]", headers: list })).toBeUndefined();
    expect(dedupeKeyOf({}, { headers: { "idempotency-key": id } })).toBe(id);
    expect(dedupeKeyOf({}, { headers: { "webhook-id": id } })).toBeUndefined();
  });

  it("is short however long the id is, and still tells ids apart", () => {
    const keyOf = (key: string) => dedupeKeyOf({}, { headers: { "idempotency-key": key } });
    expect(keyOf("x".repeat(200))).toBe("x".repeat(200));
    expect(keyOf("x".repeat(201))).toMatch(/^[0-9a-f]{64}$/);
    expect(keyOf("x".repeat(201))).not.toBe(keyOf(`${"x".repeat(200)}y`));
  });
});

describe("any request whatever", () => {
  const names = fc.constantFrom(
    "__proto__",
    "constructor",
    "prototype",
    "a",
    "id",
    "x-a",
    "toString",
  );
  const text = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom(
      '{"__proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      "[[[[",
      "__proto__[polluted]=1&constructor=1",
    ),
  );
  const request = fc.record({
    method: fc.constantFrom("POST", "POST", "POST", "GET", ""),
    headers: fc.dictionary(
      fc.oneof(
        names,
        fc.constantFrom(
          "authorization",
          "stripe-signature",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature",
          "x-hub-signature-256",
        ),
      ),
      fc.oneof(fc.string(), fc.array(fc.string()), fc.constant("t=1,v1=00")),
    ),
    query: fc.oneof(
      fc.string(),
      fc.constantFrom("__proto__=1", "constructor.prototype.polluted=1", "%", "?%E0=%"),
    ),
    rawBody: fc.oneof(
      text.map((t) => Uint8Array.from(Buffer.from(t))),
      fc.uint8Array(),
    ),
    contentType: fc.constantFrom(
      undefined,
      "application/json",
      "text/plain",
      "application/x-www-form-urlencoded",
      ";",
      "\u0000",
    ),
  });
  const auth: fc.Arbitrary<Json> = fc.constantFrom(
    { kind: "none" },
    { kind: "basic", username: "a", password: "b" },
    ...["standard_webhooks", "stripe", "github"].map((scheme) => ({
      kind: "signature",
      scheme,
      secrets: ["c2VjcmV0"],
    })),
  );
  const variables = [
    { name: "a", from: "body", path: "constructor.prototype" },
    { name: "b", from: "query", path: "__proto__" },
    { name: "c", from: "headers", path: "toString" },
  ];

  it("is answered without throwing and without touching a prototype", () => {
    fc.assert(
      fc.property(request, auth, fc.boolean(), (given, chosen, isOpen) => {
        const config = isOpen ? { variables } : { auth: chosen, variables };
        const outcome = deliver(config, given);
        expect(["accepted", "refused"]).toContain(outcome.kind);
        const data = outcome.kind === "accepted" ? outcome.data : {};
        expect(Object.hasOwn(data, "__proto__")).toBe(false);
        expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("never passes a signature that was not made with the secret", () => {
    fc.assert(
      fc.property(request, auth, (given, chosen) => {
        fc.pre((chosen as JsonObject)["kind"] !== "none");
        expect(deliver({ auth: chosen }, given).kind).toBe("refused");
      }),
    );
  });
});
