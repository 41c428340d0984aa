import { execFileSync } from "node:child_process";
import type { Json } from "@stepwell/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curlOf, requestOf, responseOf } from "./http-request.ts";
import type { StepRun } from "./step-run-tree.ts";

function stepRun(parts: Partial<StepRun>): StepRun {
  const startedAt = "2026-11-22T10:00:00.000Z";
  const place = { id: "run_1:ask", stepId: "ask", type: "http", path: "ask" };
  return { ...place, status: "succeeded", startedAt, endedAt: startedAt, attempts: 1, ...parts };
}

const input: Json = {
  method: "POST",
  url: "https://api.example.com/orders",
  query: { tag: ["a", "b c"], none: null },
  headers: [{ name: "x-tenant", value: "it's" }],
  body: { amount: 5 },
  bodyType: "json",
};

describe("the request of an HTTP step", () => {
  it("has its query in the address and its headers as they were", () => {
    expect(requestOf(stepRun({ input }))).toEqual({
      method: "POST",
      url: "https://api.example.com/orders?tag=a&tag=b+c",
      headers: [["x-tenant", "it's"]],
      body: { amount: 5 },
      bodyType: "json",
    });
  });

  it("is none for other steps and hidden inputs", () => {
    expect(requestOf(stepRun({ type: "email", input }))).toBeUndefined();
    expect(requestOf(stepRun({ input: { hidden: true } }))).toBeUndefined();
  });

  it("is a command that a shell takes word for word", () => {
    const request = requestOf(stepRun({ input }));
    expect(request && curlOf(request)).toBe(
      [
        "curl -X POST 'https://api.example.com/orders?tag=a&tag=b+c'",
        String.raw`-H 'x-tenant: it'\''s'`,
        "-H 'content-type: application/json'",
        `--data-raw '{"amount":5}'`,
      ].join(" \\\n  "),
    );
  });

  it("law: whatever a body says, the shell hands on exactly that", () => {
    const text = fc
      .string({ unit: "grapheme", maxLength: 40 })
      .filter((one) => !one.includes("\0"));
    fc.assert(
      fc.property(text, (body) => {
        const request = {
          method: "PUT",
          url: "https://a.example",
          headers: [],
          body,
          bodyType: "text",
        };
        const command = curlOf(request).replace(/^curl/, `printf '%s\\n'`);
        const words = execFileSync("sh", ["-c", command], { encoding: "utf8" });
        expect(words.endsWith(`--data-raw\n${body}\n`)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the response", () => {
  it("comes from the output, the failure, or the body alone", () => {
    const full = { status: 200, headers: { a: "b" }, body: "hi" };
    expect(responseOf(stepRun({ input, output: full }))).toEqual({
      ...full,
      headers: [["a", "b"]],
    });
    const details = { status: 500, headers: {}, body: null };
    const error = { code: "http_status", message: "x", details };
    expect(responseOf(stepRun({ input, error }))).toEqual({ ...details, headers: [] });
    const bodyOnly = { ...(input as object), output: "body" } as Json;
    expect(responseOf(stepRun({ input: bodyOnly, output: [1] }))?.body).toEqual([1]);
    expect(responseOf(stepRun({ input }))).toBeUndefined();
  });
});
