import { stepTypes, triggerTypes } from "@stepwell/catalog";
import {
  createWorkflow,
  deleteWorkflow,
  fullPath,
  type Operation,
  operations,
  type Problem,
  publishWorkflow,
} from "@stepwell/api";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { expectNoInside, expectProblem } from "./checked-client.suite.ts";
import { useTestServer } from "./open-test-server.suite.ts";
import { webhook } from "./sample-definitions.suite.ts";

/*
 * Whatever comes in: an answer within 250 ms that is no bug of ours, and the process as it was.
 * A failure prints the seed to have it again.
 */

const test = useTestServer();
let authorization = "";

beforeAll(async () => {
  authorization = `Bearer ${await test().key()}`;
});

/** FUZZ_FACTOR=100 for a night. */
const factor = Number(process.env["FUZZ_FACTOR"] ?? 1);
const answerMsMax = 250;

/** Runs that fail are the workflow's business; all other 5xx are ours. */
const allowed5xx = new Set(["run_failed"]);

async function send(path: string, init: RequestInit): Promise<Response> {
  const startedAt = performance.now();
  const response = await test().send(path, init);
  const text = await response.clone().text();
  const tookMs = performance.now() - startedAt;
  // What is slow by itself is slow again; a busy machine is not.
  if (tookMs > answerMsMax) await expectQuick(path, init);
  if (response.status >= 400) {
    const problem = JSON.parse(text) as Problem;
    expectProblem(response, problem);
    if (response.status >= 500) expect(allowed5xx, `${path} ${text}`).toContain(problem.code);
    expectNoInside(problem.title + problem.code, [test().dataDir]);
  }
  return response;
}

async function expectQuick(path: string, init: RequestInit): Promise<void> {
  const startedAt = performance.now();
  await (await test().send(path, init)).text();
  expect(performance.now() - startedAt, path).toBeLessThan(answerMsMax);
}

function expectUnpolluted(): void {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
}

/** JSON with the words that our code looks for, so that it gets past the first check. */
const words =
  "all any branches config data definition format id if input left limit name op operations operator over retry revision right role settings source specversion steps time trigger type value version when __proto__ constructor toString a.b *";
const word = fc.constantFrom("", ...words.split(" "));
const text = fc.oneof(
  word,
  fc.constantFrom("stepwell/v1", "{{ trigger.body }}", "{{ steps.x }}", "{{", "\u0000", "1e9"),
  fc.string({ maxLength: 30, unit: "grapheme" }),
);
const leaf = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(word, tie("value"), { maxKeys: 6 }),
})).value;

const segment = fc.oneof(
  fc.constantFrom("..", ".", "%2e%2e", "%00", "'", "--", "nobody", "1", "draft"),
  fc.string({ maxLength: 40, unit: "grapheme" }).map(encodeURIComponent),
);

const query = fc
  .array(fc.tuple(fc.oneof(word, fc.constantFrom("cursor", "from", "to", "q", "status")), text))
  .map((pairs) => new URLSearchParams(pairs).toString());

const operation = fc.constantFrom<Operation>(...Object.values(operations));

function addressOf({ path, ...rest }: Operation, segments: readonly string[]): string {
  let used = 0;
  const filled = fullPath({ path, ...rest }).replace("{env}", "sandbox");
  return filled.replaceAll(/\{\w+\}/g, () => segments[used++] || "x");
}

describe("operations", () => {
  it("answer any path, query and body", async () => {
    const input = fc.record({
      operation,
      segments: fc.array(segment, { minLength: 2, maxLength: 2 }),
      query,
      body: json,
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ operation, segments, query, body }) => {
        const { method } = operation;
        await send(`${addressOf(operation, segments)}?${query}`, {
          method,
          headers: { authorization, "content-type": "application/json" },
          ...(method !== "GET" && { body: JSON.stringify(body) }),
        });
        expectUnpolluted();
      }),
      { numRuns: 700 * factor },
    );
  });

  it("answer any bytes, of any type", async () => {
    const type = fc.constantFrom(
      "application/json",
      "application/json; charset=utf-16",
      "application/cloudevents+json",
      "text/plain",
      "application/x-www-form-urlencoded",
    );
    const input = fc.record({ type, bytes: fc.uint8Array({ maxLength: 300 }) });
    await fc.assert(
      fc.asyncProperty(input, async ({ type, bytes }) => {
        await send("/api/v1/live/events", {
          method: "POST",
          headers: { authorization, "content-type": type },
          body: Uint8Array.from(bytes),
        });
      }),
      { numRuns: 400 * factor },
    );
  });
});

describe("definitions", () => {
  const stepType = fc.constantFrom(...stepTypes);
  const id = fc.constantFrom("a", "b", "c", "d");
  /** A step of the catalogue whose sample config was damaged at one place. */
  const step = fc.letrec((tie) => ({
    step: fc
      .record({
        id,
        type: stepType,
        change: fc.option(fc.tuple(word, json)),
        onError: fc.constantFrom(undefined, "continue", "fail", "branch"),
        branches: fc.option(
          fc.array(
            fc.record({
              id: fc.constantFrom("yes", "no", "body", "otherwise", "error", "a"),
              steps: fc.array(tie("step"), { maxLength: 2 }),
            }),
            { maxLength: 2 },
          ),
          { nil: undefined, depthSize: "small" },
        ),
      })
      .map(({ type, change, ...rest }) => ({
        ...rest,
        type: type.type,
        config: change ? { ...type.sample, [change[0]]: change[1] } : type.sample,
      })),
  })).step;
  const trigger = fc
    .tuple(fc.constantFrom(...triggerTypes), fc.option(fc.tuple(word, json)))
    .map(([type, change]) => ({
      type: type.type,
      config: change ? { ...type.sample, [change[0]]: change[1] } : type.sample,
    }));
  const definition = fc.record({
    format: fc.constant("stepwell/v1"),
    name: fc.constant("Fuzzed"),
    trigger,
    steps: fc.array(step, { maxLength: 4 }),
    settings: fc.option(fc.record({ mode: fc.constantFrom("sync", "async") }), { nil: undefined }),
  });

  it("however strange can be saved or are refused, and what is published runs or fails properly", async () => {
    const call = await test().client("owner", "sandbox");
    const definitions: fc.Arbitrary<unknown> = definition;
    const bodies: fc.Arbitrary<unknown> = json;
    const examples = [1, 2, 3, 4].map((amount): [unknown, unknown] => [webhook([]), { amount }]);
    let published = 0;
    await fc.assert(
      fc.asyncProperty(definitions, bodies, async (made, body) => {
        const response = await send("/api/v1/sandbox/workflows", {
          method: "POST",
          headers: { authorization, "content-type": "application/json" },
          body: JSON.stringify({ definition: made }),
        });
        if (!response.ok) return;
        const { id, trigger: address } = (await response.json()) as {
          id: string;
          trigger: { url?: string };
        };
        const isPublished = await call(publishWorkflow, {
          params: { id },
          body: { activate: true },
        }).then(
          () => true,
          () => false,
        );
        if (isPublished) published += 1;
        if (isPublished && address.url !== undefined)
          await send(new URL(address.url).pathname, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(body),
          });
        await call(deleteWorkflow, { params: { id } });
        expectUnpolluted();
      }),
      // What is drawn is seldom valid: some that certainly are come first.
      { numRuns: 150 * factor, examples },
    );
    expect(published).toBeGreaterThanOrEqual(4);
  });
});

describe("webhooks", () => {
  it("answer any body, query and headers", async () => {
    const call = await test().client();
    const variables = [
      { name: "deep", from: "body", path: "data.type" },
      { name: "first", from: "body", path: "[0].id" },
      { name: "q", from: "query", path: "limit" },
    ];
    const deduplicateBy = { from: "body", path: "id" };
    const made = webhook([], { variables, deduplicateBy });
    const { id, trigger } = await call(createWorkflow, { body: { definition: made as never } });
    await call(publishWorkflow, { params: { id }, body: { activate: true } });
    const { pathname } = new URL(trigger.url ?? "");
    const type = fc.constantFrom(
      "application/json",
      "application/x-www-form-urlencoded",
      "text/plain",
      "application/xml",
      "nonsense",
    );
    const bytes = fc.uint8Array({ maxLength: 200 }).map((list) => Uint8Array.from(list));
    const body = fc.oneof(
      json.map((value) => JSON.stringify(value)),
      bytes,
    );
    const headerValue = fc.string({ maxLength: 30 }).map((value) => encodeURIComponent(value));
    await fc.assert(
      fc.asyncProperty(type, body, query, headerValue, async (type, body, query, value) => {
        const headers = {
          "content-type": type,
          "stepwell-causes": value,
          "webhook-id": value,
          authorization: `Basic ${value}`,
        };
        await send(`${pathname}?${query}`, { method: "POST", headers, body });
        expectUnpolluted();
      }),
      { numRuns: 400 * factor },
    );
  });

  it("leave the server well", async () => {
    expect((await test().send("/readyz")).status).toBe(200);
  });
});
