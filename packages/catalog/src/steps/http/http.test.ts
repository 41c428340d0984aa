import { describe, expect, it } from "vitest";
import type { JsonObject } from "@stepwell/core";
import type { SeenRequest } from "../../outbound/outside.suite.ts";
import { http } from "./definition.ts";
import { compileHttp, useHttpStep } from "./http-step.suite.ts";

const step = useHttpStep();
const url = "https://a.example";

function issuesOf(config: JsonObject): readonly string[] {
  const result = http.compile({ url, ...config });
  return result.ok ? [] : result.issues.map((issue) => issue.path.join("."));
}

describe("the http step's request", () => {
  it("is a GET without body and key by default", async () => {
    const got = await step.seen({});
    expect(got).toMatchObject({ method: "GET", url: "/", body: "" });
    expect(got.headers).not.toHaveProperty("idempotency-key");
    expect(got.headers).not.toHaveProperty("content-type");
  });

  it("adds the query to the URL's own, in either form, lists as repeated names", async () => {
    const url = `${step.outside.url}/a?b=1`;
    const trigger = { tags: ["x", "y & z"], n: 5 };
    const query = {
      tags: "{{ trigger.tags }}",
      n: "{{ trigger.n }}",
      yes: true,
      text: "n={{ trigger.n }}",
    };
    expect((await step.seen({ url, query }, trigger)).url).toBe(
      "/a?b=1&tags=x&tags=y+%26+z&n=5&yes=true&text=n%3D5",
    );
    const list = [
      { name: "{{ trigger.n }}", value: 1 },
      { name: "a", value: [1, 2] },
      { name: "b" },
    ];
    expect((await step.seen({ query: list }, trigger)).url).toBe("/?5=1&a=1&a=2");
  });

  it("leaves an author's own query exactly as it is", async () => {
    expect((await step.seen({ url: `${step.outside.url}/?q=a%20b~'` })).url).toBe("/?q=a%20b~%27");
  });

  it("leaves out what has no value in query, headers and form", async () => {
    const values = { missing: "{{ trigger.nothing }}", none: null, empty: "", "  ": "x" };
    const got = await step.seen({
      method: "POST",
      query: values,
      headers: { "x-missing": "{{ trigger.nothing }}", "x-null": null, "x-here": "1" },
      bodyType: "form",
      body: values,
    });
    expect(got.url).toBe("/?empty=");
    expect(got.body).toBe("empty=");
    expect(got.headers).toHaveProperty("x-here", "1");
    expect(Object.keys(got.headers).filter((name) => /missing|null/.test(name))).toEqual([]);
  });

  it.each([
    ["json", { a: [1, null] }, '{"a":[1,null]}', "application/json"],
    ["json", "text", '"text"', "application/json"],
    ["json", null, "null", "application/json"],
    ["form", { a: 1, b: ["x", "ä"] }, "a=1&b=x&b=%C3%A4", "application/x-www-form-urlencoded"],
    ["text", "hello ä", "hello ä", "text/plain; charset=utf-8"],
    ["text", { a: 1 }, '{"a":1}', "text/plain; charset=utf-8"],
    ["xml", "<a/>", "<a/>", "application/xml"],
    ["none", { a: 1 }, "", undefined],
  ])("sends a %s body", async (bodyType, body, sent, type) => {
    const got = await step.seen({ method: "POST", bodyType, body });
    expect(got.body).toBe(sent);
    expect(got.headers["content-type"]).toBe(type);
  });

  it("keeps the types of variables in a JSON body and leaves out what does not exist", async () => {
    const body = {
      amount: "{{ trigger.amount }}",
      note: "{{ trigger.note }}",
      text: "{{ trigger.amount }} EUR",
    };
    const got = await step.seen({ method: "POST", body }, { amount: 5 });
    expect(got.body).toBe('{"amount":5,"text":"5 EUR"}');
  });

  it("takes the author's content type", async () => {
    const headers = [{ name: "Content-Type", value: "application/vnd.x+json" }];
    const got = await step.seen({ method: "POST", body: {}, headers });
    expect(got.headers["content-type"]).toBe("application/vnd.x+json");
  });

  it("joins a header that is given several times", async () => {
    const headers = [
      { name: "X-A", value: [1, 2] },
      { name: "x-a", value: 3 },
    ];
    expect((await step.seen({ headers })).headers["x-a"]).toBe("1, 2, 3");
  });

  it.each(["POST", "PUT", "PATCH", "DELETE"])("gives %s the idempotency key", async (method) => {
    expect((await step.seen({ method })).headers["idempotency-key"]).toBe("run-1/step/0");
    const own = { method, headers: { "Idempotency-Key": "mine" } };
    expect((await step.seen(own)).headers["idempotency-key"]).toBe("mine");
  });

  it.each(["GET", "HEAD", "OPTIONS"])("gives %s no idempotency key", async (method) => {
    let key: unknown = "unset";
    step.outside.handle = (request, response) => {
      key = request.headers["idempotency-key"];
      response.end();
    };
    await step.run({ method });
    expect(key).toBeUndefined();
  });

  it.each([
    { "x-a": "b\r\nx-injected: 1" },
    { "x-a": "b\n" },
    { "x-a": "\u0000" },
    { "x-a": "€" },
    { "x-a\r\nx-injected": "1" },
    { "x a": "1" },
    { Host: "127.0.0.1" },
    { "Content-Length": "5" },
    { "transfer-encoding": "chunked" },
    { Connection: "keep-alive" },
    { upgrade: "h2c" },
    { "Stepwell-Causes": "forged" },
    { "Proxy-Authorization": "x" },
  ])("refuses the header %j", async (headers) => {
    expect(await step.failureOf({ headers })).toMatchObject({
      code: "invalid_header",
      retryable: false,
    });
    const [header] = Object.entries(headers);
    const trigger = { name: header?.[0] ?? "", value: header?.[1] ?? "" };
    const list = [{ name: "{{ trigger.name }}", value: "{{ trigger.value }}" }];
    expect(await step.failureOf({ headers: list }, trigger)).toMatchObject({
      code: "invalid_header",
    });
  });

  it("sends the chain of causes along", async () => {
    expect((await step.seen({})).headers["stepwell-causes"]).toBe("signed-chain");
    const without = (await step.run(
      { output: "body" },
      {},
      { causes: "" },
    )) as unknown as SeenRequest;
    expect(without.headers).not.toHaveProperty("stepwell-causes");
  });

  it("refuses objects where a single value is needed", async () => {
    for (const trigger of [{ x: { a: 1 } }, { x: [[1]] }, { x: [{}] }])
      for (const place of ["query", "headers"])
        expect(await step.failureOf({ [place]: { a: "{{ trigger.x }}" } }, trigger)).toMatchObject({
          code: "invalid_value",
          message: expect.stringContaining(`"a" of the ${place}`),
        });
    expect(await step.failureOf({ method: "POST", bodyType: "form", body: "a=b" })).toMatchObject({
      code: "invalid_value",
    });
  });

  it("refuses an address that is none, or is not allowed", async () => {
    expect(await step.failureOf({ url: "{{ trigger.x }}" })).toMatchObject({ code: "invalid_url" });
    expect(await step.failureOf({ url: "{{ trigger.path }}" }, { path: "/path" })).toMatchObject({
      code: "invalid_url",
    });
    expect(await step.failureOf({ url: "http://127.0.0.3/" })).toMatchObject({
      code: "address_not_allowed",
    });
  });
});

describe("the http step's config", () => {
  it("accepts its own sample", () => {
    expect(http.compile(http.sample).ok).toBe(true);
  });

  it("promises at-most-once on request only", () => {
    expect(compileHttp({ url }).promise).toBe("at_least_once");
    expect(compileHttp({ url, atMostOnce: true }).promise).toBe("at_most_once");
  });

  it.each([
    [{ url: "" }, "url"],
    [{ url: "ftp://a.example/x" }, "url"],
    [{ url: "FTP://{{ trigger.host }}/x" }, "url"],
    [{ url: "javascript:alert(1)" }, "url"],
    [{ url: "a.example:8080/x" }, "url"],
    [{ url: "/path" }, "url"],
    [{ url: "a.example" }, "url"],
    [{ url: "http://" }, "url"],
    [{ url: "{{ trigger." }, "url"],
    [{ method: "TRACE" }, "method"],
    [{ method: "GET", body: { a: 1 } }, "body"],
    [{ method: "HEAD", body: "x" }, "body"],
    [{ timeoutMs: 0 }, "timeoutMs"],
    [{ timeoutMs: 300_001 }, "timeoutMs"],
    [{ bodyType: "protobuf" }, "bodyType"],
    [{ output: "headers" }, "output"],
    [{ query: { a: { b: 1 } } }, "query"],
    [{ connection: "{{ trigger.x }}" }, "connection"],
  ])("refuses %j", (config, path) => {
    expect(issuesOf(config)).toEqual([path]);
  });

  it("accepts the longest time-out, and a body that is switched off", () => {
    expect(issuesOf({ timeoutMs: 300_000 })).toEqual([]);
    expect(issuesOf({ method: "GET", bodyType: "none", body: { a: 1 } })).toEqual([]);
  });
});
