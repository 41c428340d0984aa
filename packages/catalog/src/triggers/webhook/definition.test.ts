import { describe, expect, it } from "vitest";
import {
  type CompiledTrigger,
  type JsonObject,
  numberType,
  textType,
  typeAt,
  unknownType,
} from "@stepwell/core";
import { webhook } from "./definition.ts";

function compile(config: JsonObject): CompiledTrigger {
  const result = webhook.compile(config);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.compiled;
}

function issuesOf(config: JsonObject): readonly string[] {
  const result = webhook.compile(config);
  return result.ok ? [] : result.issues.map((issue) => issue.path.join("."));
}

function warningsOf(config: JsonObject): readonly string[] {
  return compile(config).warnings.map((warning) => warning.path.join("."));
}

describe("the webhook trigger", () => {
  it("accepts its own sample and an empty config", () => {
    expect(issuesOf(webhook.sample)).toEqual([]);
    expect(issuesOf({})).toEqual([]);
  });

  it("listens to its own events, async unless told", () => {
    expect(compile({})).toMatchObject({ listens: "own", mode: "async", warnings: [] });
    expect(compile({ mode: "sync" }).mode).toBe("sync");
  });

  it("shows body, query, headers and the named variables", () => {
    const variables = [
      { name: "amount", from: "body", path: "order.amount" },
      { name: "odd", from: "body", path: "nowhere" },
      { name: "page", from: "query", path: "page" },
      { name: "kind", from: "headers", path: "x-kind" },
    ];
    const sample = {
      order: { amount: 5, note: null, tags: ["a", null], rows: [{ a: 1 }, { a: "x" }] },
    };
    const { output } = compile({ variables, sample });
    const found = (...path: string[]) => typeAt(output, path);
    expect(found("amount")).toEqual({ found: true, type: numberType });
    expect(found("odd")).toEqual({ found: true, type: unknownType });
    expect(found("kind")).toEqual({ found: true, type: textType });
    expect(found("page")).toMatchObject({ type: { kind: "union" } });
    expect(found("query", "x")).toEqual({ found: true, type: unknownType });
    expect(found("headers", "x")).toEqual({ found: true, type: unknownType });
    expect(found("body", "order", "amount")).toEqual({ found: true, type: numberType });
    expect(found("body", "order", "note")).toEqual({ found: true, type: unknownType });
    expect(found("body", "order", "amuont")).toMatchObject({ found: false });
    expect(found("body", "order", "rows", "a")).toMatchObject({ found: true });
    expect(found("nothing")).toMatchObject({ found: false });
  });

  it("offers what has a name first", () => {
    const variables = [{ name: "amount", from: "body", path: "order.amount" }];
    const { output } = compile({ variables });
    expect(output.kind === "object" && Object.keys(output.fields)).toEqual([
      "amount",
      "body",
      "query",
      "headers",
    ]);
  });

  it("reads its variables from a sample that came before they had names", () => {
    const variables = [
      { name: "amount", from: "body", path: "order.amount" },
      { name: "page", from: "query", path: "page" },
      { name: "kind", from: "headers", path: "X-Kind" },
      { name: "odd", from: "body", path: "nowhere" },
    ];
    const { completed } = compile({ variables });
    const data = {
      body: { order: { amount: 5 } },
      query: { page: "2" },
      headers: { "x-kind": "a" },
    };
    expect(completed(data)).toEqual({ ...data, amount: 5, page: "2", kind: "a" });
    // Its path was another when the sample came.
    const again = { ...data, page: "2", kind: "a", amount: 7, odd: 8 };
    expect(completed(again)).toEqual({ ...again, amount: 5 });
    expect(JSON.stringify(completed(data))).toMatch(/^\{"amount":5,/);
    expect(completed({ body: { order: { amount: 5 } } })).toEqual({ body: data.body, amount: 5 });
    expect(completed({ body: null, query: 1, headers: "x" })).toEqual({
      body: null,
      query: 1,
      headers: "x",
    });
    expect(completed([1])).toEqual([1]);
  });

  it("knows nothing of a body without sample", () => {
    expect(typeAt(compile({}).output, ["body", "x"])).toEqual({ found: true, type: unknownType });
  });

  it.each([
    [{ mode: "later" }, "mode"],
    [{ method: "GET" }, ""],
    [{ auth: { kind: "basic", username: "a:b", password: "x" } }, "auth.username"],
    [{ auth: { kind: "basic", username: "a", password: "" } }, "auth.password"],
    [{ auth: { kind: "basic", username: "a", password: "x{{ secrets.b }}" } }, "auth.password"],
    [{ auth: { kind: "basic", username: "a", password: "{{ trigger.b }}" } }, "auth.password"],
    [{ auth: { kind: "signature", scheme: "github", secrets: [] } }, "auth.secrets"],
    [{ auth: { kind: "signature", scheme: "github", secrets: ["a", "b", "c"] } }, "auth.secrets"],
    [{ auth: { kind: "signature", scheme: "md5", secrets: ["a"] } }, "auth.scheme"],
    [{ auth: { kind: "signature", scheme: "hmac", secrets: ["a"] } }, "auth.header"],
    [
      { auth: { kind: "signature", scheme: "github", secrets: ["a"], toleranceSeconds: 5 } },
      "auth",
    ],
    [
      {
        auth: {
          kind: "signature",
          scheme: "standard_webhooks",
          secrets: ["a"],
          toleranceSeconds: 0,
        },
      },
      "auth.toleranceSeconds",
    ],
    [
      {
        auth: {
          kind: "signature",
          scheme: "hmac",
          secrets: ["a"],
          header: "x",
          signedContent: "timestamp.body",
        },
      },
      "auth.timestampHeader",
    ],
    [
      {
        auth: {
          kind: "signature",
          scheme: "hmac",
          secrets: ["a"],
          header: "x",
          timestampHeader: "t",
        },
      },
      "auth.timestampHeader",
    ],
    [{ variables: [{ name: "body", from: "body", path: "a" }] }, "variables.0.name"],
    [{ variables: [{ name: "constructor", from: "body", path: "a" }] }, "variables.0.name"],
    [{ variables: [{ name: "1a", from: "body", path: "a" }] }, "variables.0.name"],
    [{ variables: [{ name: "a", from: "cookies", path: "a" }] }, "variables.0.from"],
    [{ variables: [{ name: "a", from: "body", path: "a..b" }] }, "variables.0.path"],
    [{ variables: [{ name: "a", from: "query", path: "." }] }, "variables.0.path"],
    [{ variables: [{ name: "a", from: "body", path: " " }] }, "variables.0.path"],
    [
      { variables: ["a", "b"].map((path) => ({ name: "same", from: "body", path })) },
      "variables.1.name",
    ],
    [{ response: { status: 302 } }, "response.status"],
    [{ response: { headers: { "x a": "1" } } }, "response.headers.x a"],
    [{ response: { headers: { a: "1\r\nb: 2" } } }, "response.headers.a"],
    [{ deduplicateBy: { from: "body", path: "[" } }, "deduplicateBy.path"],
  ])("refuses %j", (config, path) => {
    expect([...new Set(issuesOf(config))]).toEqual([path]);
  });

  it("warns of secrets in plain text, and of a response that nobody gets", () => {
    const basic = (password: string) => ({ auth: { kind: "basic", username: "a", password } });
    expect(warningsOf(basic("plain"))).toEqual(["auth.password"]);
    expect(warningsOf(basic("{{ secrets.hook }}"))).toEqual([]);
    const secrets = ["{{secrets.a}}", "plain"];
    expect(warningsOf({ auth: { kind: "signature", scheme: "github", secrets } })).toEqual([
      "auth.secrets.1",
    ]);
    expect(warningsOf({ auth: { kind: "none" } })).toEqual([]);
    expect(warningsOf({ response: {} })).toEqual([]);
    expect(warningsOf({ mode: "sync", response: {} })).toEqual(["response"]);
  });

  it("gives the event's data as the trigger", () => {
    const event = {
      id: "1",
      type: "webhook",
      source: "x",
      time: "",
      data: { body: 1 },
      causes: [],
    };
    expect(compile({}).data(event)).toEqual({ body: 1 });
  });
});
