import { describe, expect, it } from "vitest";
import { ApiError, makeClient } from "./client.ts";
import { diffVersions } from "./operations/workflows/diff.ts";
import { deleteSecret } from "./operations/secrets/delete.ts";
import { listRuns } from "./operations/runs/list.ts";
import { createWorkflow } from "./operations/workflows/create.ts";
import { listKeys } from "./operations/keys/list.ts";

/** A client whose requests are kept, and answered with the same answer. */
function clientWith(answer: () => Response) {
  const sent: Request[] = [];
  const call = makeClient({
    url: "http://stepwell.test",
    key: "key_1.secret",
    environment: "sand box",
    async fetch(...request) {
      sent.push(new Request(...request));
      return answer();
    },
  });
  return { call, sent };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });

async function errorOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (error instanceof ApiError) return error;
  throw new Error("no ApiError");
}

describe("the client", () => {
  it("puts environment, parameters and query in their places, encoded", async () => {
    const { call, sent } = clientWith(json({ changes: [] }));
    await call(diffVersions, { params: { id: "wf/1" }, query: { from: 1, to: "draft" } });
    expect(sent[0]?.url).toBe(
      "http://stepwell.test/api/v1/sand%20box/workflows/wf%2F1/versions/diff?from=1&to=draft",
    );
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer key_1.secret");
    expect(sent[0]?.method).toBe("GET");
  });

  it("leaves out what is not given", async () => {
    const { call, sent } = clientWith(json({ items: [], nextCursor: null }));
    await call(listRuns, { query: { q: undefined } });
    await call(listKeys);
    expect(sent.map(({ url }) => url)).toEqual([
      "http://stepwell.test/api/v1/sand%20box/runs",
      "http://stepwell.test/api/v1/keys",
    ]);
    expect(sent[0]?.headers.get("content-type")).toBeNull();
  });

  it("sends a body as JSON and gives back the answer", async () => {
    const { call, sent } = clientWith(json({ id: "wf_1" }, 201));
    const answer = await call(createWorkflow, { body: { definition: { name: "ü" } } });
    expect(answer).toEqual({ id: "wf_1" });
    expect(await sent[0]?.json()).toEqual({ definition: { name: "ü" } });
    expect(sent[0]?.headers.get("content-type")).toBe("application/json");
  });

  it("gives null for an answer without a body", async () => {
    const { call } = clientWith(() => new Response(null, { status: 204 }));
    expect(await call(deleteSecret, { params: { name: "a" } })).toBeNull();
  });

  it("throws refusals with all that they say", async () => {
    const errors = [{ path: "body.name", code: "too_small", message: "too short" }];
    const problem = { type: "urn:x", title: "T", status: 422, code: "invalid_input", errors };
    const { call } = clientWith(json({ ...problem, detail: "See errors." }, 422));
    const error = await errorOf(call(listKeys));
    expect(error.problem).toEqual({ ...problem, detail: "See errors." });
    expect(error.message).toBe("See errors.\n  body.name: too short");
    const { call: bare } = clientWith(json({ ...problem, errors: undefined }, 422));
    expect((await errorOf(bare(listKeys))).message).toBe("T");
  });

  it("tells of an answer that no Stepwell gives", async () => {
    const { call } = clientWith(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    const { problem } = await errorOf(call(listKeys));
    expect(problem).toMatchObject({ status: 502, code: "unknown", detail: "<h1>Bad gateway</h1>" });
  });
});
