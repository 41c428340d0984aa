import { describe, expect, it } from "vitest";
import { defaultLimits, isJsonObject, unknownType } from "@stepwell/core";
import { startLoopbackServer } from "../../outbound/loopback-server.suite.ts";
import { createOutboundClient } from "../../outbound/outbound-client.ts";
import { compileHttp, context, useHttpStep } from "./http-step.suite.ts";
import { httpRunner } from "./run.ts";

const step = useHttpStep();
const url = "https://a.example";

const plainRequest = {
  method: "GET",
  bodyType: "none",
  timeoutMs: 10_000,
  followRedirects: true,
  output: "full",
  atMostOnce: false,
};

function answer(body: string | Buffer, type?: string): void {
  step.outside.handle = (_, response) => {
    if (type !== undefined) response.setHeader("content-type", type);
    response.end(body);
  };
}

describe("the http step's output", () => {
  it("is status, headers and body, or the body alone", async () => {
    step.outside.handle = (_, response) => {
      response
        .writeHead(201, { "Content-Type": "application/json", "X-A": ["1", "2"] })
        .end('{"a":1}');
    };
    const full = await step.run({});
    expect(full).toMatchObject({ status: 201, body: { a: 1 } });
    expect(isJsonObject(full) && full["headers"]).toMatchObject({ "x-a": "1, 2" });
    expect(await step.run({ output: "body" })).toEqual({ a: 1 });
  });

  it.each([
    ["application/json; charset=utf-8", '{"a":1}', { a: 1 }],
    ["application/problem+json", "[1]", [1]],
    ["text/json", "1", 1],
    ["application/json", "", null],
    ["application/json", " \n", null],
    ["application/json", "{broken", "{broken"],
    ["application/json", '{"__proto__":{"x":1}}', '{"__proto__":{"x":1}}'],
    ["application/json-seq-is-not", "1", "1"],
    ["text/html", "<p>ä</p>", "<p>ä</p>"],
    [undefined, "plain", "plain"],
    [undefined, "", ""],
  ])("reads %s %j", async (type, body, value) => {
    answer(body, type);
    expect(await step.run({ output: "body" })).toEqual(value);
  });

  it("reads other charsets, and gives bytes that are no text as base64", async () => {
    answer(Buffer.from([0xe4]), "text/plain; charset=ISO-8859-1");
    expect(await step.run({ output: "body" })).toBe("ä");
    answer(Buffer.from([0xff, 0xfe, 0x00]), "image/png");
    expect(await step.run({ output: "body" })).toEqual({ base64: "//4A" });
    answer(Buffer.from("x"), "text/plain; charset=unheard-of");
    expect(await step.run({ output: "body" })).toEqual({ base64: "eA==" });
  });

  it("has a type that follows the setting", () => {
    expect(compileHttp({ url }).output(() => unknownType)).toMatchObject({
      kind: "object",
      isOpen: false,
      fields: { status: { kind: "number" }, headers: { isOpen: true }, body: { kind: "unknown" } },
    });
    expect(compileHttp({ url, output: "body" }).output(() => unknownType)).toEqual(unknownType);
  });

  it("is not followed to another address where redirects are off", async () => {
    step.outside.handle = (_, response) => response.writeHead(302, { location: "/x" }).end();
    expect(await step.run({ followRedirects: false })).toMatchObject({ status: 302 });
  });
});

describe("the runner by itself", () => {
  it("has the standard limit and reads the clock", async () => {
    const client = createOutboundClient({ allow: ["127.0.0.1"] });
    const runner = httpRunner(client);
    const request = (path: string) =>
      runner(context, { ...plainRequest, url: `${step.outside.url}${path}` });
    step.outside.handle = (incoming, response) => {
      response.writeHead(incoming.url === "/busy" ? 429 : 200, {
        "retry-after": "Mon, 01 Jan 2001 00:00:00 GMT",
      });
      response.end(
        Buffer.alloc(defaultLimits.httpResponseBytesMax + (incoming.url === "/large" ? 1 : 0)),
      );
    };
    expect(await request("/")).toMatchObject({ status: 200 });
    await expect(request("/large")).rejects.toMatchObject({
      failure: { code: "response_too_large" },
    });
    await expect(request("/busy")).rejects.toMatchObject({ failure: { retryAfterMs: 0 } });
    await client.close();
  });
});

describe("the http step's errors", () => {
  function status(
    code: number,
    headers: Record<string, string> = {},
    body = '{"error":"no"}',
  ): void {
    step.outside.handle = (_, response) => {
      response.writeHead(code, { "content-type": "application/json", ...headers }).end(body);
    };
  }

  it.each([
    [400, false],
    [401, false],
    [404, false],
    [409, false],
    [422, false],
    [408, true],
    [425, true],
    [429, true],
    [500, true],
    [503, true],
    [599, true],
  ])("report status %s, retryable: %s", async (code, retryable) => {
    status(code);
    const failure = await step.failureOf({});
    expect(failure).toMatchObject({
      code: "http_status",
      retryable,
      details: {
        status: code,
        body: { error: "no" },
        headers: { "content-type": "application/json" },
      },
    });
    expect(failure).not.toHaveProperty("retryAfterMs");
  });

  it.each([
    ["120", 120_000],
    ["0", 0],
    ["999999", 3_600_000],
    ["Sun, 01 Mar 2026 00:01:30 GMT", 90_000],
    ["Sun, 01 Mar 2026 12:00:00 GMT", 3_600_000],
    ["Sat, 28 Feb 2026 00:00:00 GMT", 0],
    ["soon", undefined],
  ])("pass on Retry-After: %s", async (value, waitMs) => {
    status(429, { "retry-after": value });
    expect((await step.failureOf({}))?.retryAfterMs).toBe(waitMs);
  });

  it("show 64 KiB of the body", async () => {
    for (const [size, shown] of [
      [65_536, 65_536],
      [65_537, 65_536],
    ]) {
      status(500, { "content-type": "text/plain" }, "x".repeat(size ?? 0));
      const details = (await step.failureOf({}))?.details;
      expect(isJsonObject(details) && details["body"]).toHaveLength(shown ?? 0);
    }
    status(500, {}, `"${"x".repeat(70_000)}"`);
    const details = (await step.failureOf({}))?.details;
    expect(isJsonObject(details) && details["body"]).toBe(`"${"x".repeat(65_535)}`);
  });

  it("show nothing of a secret that lies over the cut", async () => {
    status(500, { "content-type": "text/plain" }, `${"x".repeat(65_530)}canary-secret`);
    const redact = (text: string) => text.replaceAll("canary-secret", "•••");
    const details = (await step.failureOf({}, {}, { redact }))?.details;
    expect(isJsonObject(details) && details["body"]).toBe(`${"x".repeat(65_530)}•••`);
  });

  it("name the limit of the environment for a large response", async () => {
    answer("12345678901");
    expect(await step.failureOf({}, {}, { environment: "small" })).toMatchObject({
      code: "response_too_large",
      message: expect.stringContaining("httpResponseBytesMax (10)"),
    });
    expect(await step.failureOf({})).toBeUndefined();
  });

  it("end with the step's time-out and with its signal", async () => {
    step.outside.handle = () => undefined;
    expect(await step.failureOf({ timeoutMs: 30 })).toMatchObject({
      code: "timeout",
      retryable: true,
    });
    const signal = AbortSignal.abort();
    expect(await step.failureOf({}, {}, { signal })).toMatchObject({ code: "canceled" });
  });

  it("do not ask for a repeat of a request that may have arrived, where it goes out at most once", async () => {
    step.outside.handle = (request) => request.socket.destroy();
    const atMostOnce = true;
    expect(await step.failureOf({ method: "POST" })).toMatchObject({ retryable: true });
    expect(await step.failureOf({ method: "POST", atMostOnce })).toMatchObject({
      code: "network_error",
      retryable: false,
    });
    const gone = await startLoopbackServer(() => undefined);
    await gone.close();
    expect(await step.failureOf({ url: gone.url, method: "POST", atMostOnce })).toMatchObject({
      details: { cause: "ECONNREFUSED" },
      retryable: true,
    });
    status(503);
    expect(await step.failureOf({ method: "POST", atMostOnce })).toMatchObject({ retryable: true });
    const nowhere = { url: "{{ trigger.x }}", method: "POST", atMostOnce };
    expect(await step.failureOf(nowhere, { x: "x" })).toMatchObject({ code: "invalid_url" });
  });
});
