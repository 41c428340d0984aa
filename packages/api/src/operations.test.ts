import { describe, expect, it } from "vitest";
import * as front from "./index.ts";
import { fullPath } from "./openapi.ts";
import type { Operation } from "./operation.ts";
import { problemsOf } from "./operation-problems.ts";
import { operations } from "./operations.ts";
import { permissions, isAllowed, roles } from "./permission.ts";
import { plainRoutes } from "./plain-routes.ts";
import { ProblemError, problemOf, problems, problemSchema } from "./problem.ts";

const all: readonly Operation[] = Object.values(operations);

describe("the contract", () => {
  it("has no two operations at one place, nor under one id", () => {
    const places = [
      ...all.map((operation) => `${operation.method} ${fullPath(operation)}`),
      ...plainRoutes.map(({ method, path }) => `${method} ${path}`),
    ];
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it("has each operation at the front door, under the name that it is registered with", () => {
    for (const [name, operation] of Object.entries(operations))
      expect((front as Record<string, unknown>)[name]).toBe(operation);
  });

  it("reads with GET, and answers 204 where there is nothing to say", () => {
    for (const { id, method, status, answer, body } of all) {
      if (method === "GET") expect(body.safeParse({}).success, id).toBe(true);
      expect(answer.safeParse(null).success, id).toBe(status === 204);
    }
  });

  it("knows the parameters of each path", () => {
    for (const { id, path, params } of all) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, "1"]);
      const given = Object.fromEntries(names) as Record<string, string>;
      if ("name" in given) given["name"] = "secret";
      expect(params.safeParse(given).success, id).toBe(true);
      expect(params.safeParse({ ...given, more: "x" }).success, id).toBe(false);
    }
  });
});

describe("problems", () => {
  it("have codes in snake_case, an error status, and a title without an end", () => {
    for (const [code, { status, title }] of Object.entries(problems)) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
      expect(title).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it("are documents of RFC 9457", () => {
    const issues = [{ path: "body.a", code: "too_small", message: "too small" }];
    const problem = problemOf(new ProblemError("invalid_input", "what is wrong", { issues }));
    expect(problemSchema.parse(problem)).toEqual({
      type: "urn:stepwell:problem:invalid_input",
      title: "The input is not valid",
      status: 422,
      code: "invalid_input",
      detail: "what is wrong",
      errors: issues,
    });
    const bare = problemOf(new ProblemError("not_found"));
    expect(Object.keys(bare)).toEqual(["type", "title", "status", "code"]);
  });

  it("of an operation follow from its shape as well", () => {
    const { listRuns, listSecrets, createKey, deleteSecret } = operations;
    for (const operation of all) {
      expect(problemsOf(operation)).toEqual(expect.arrayContaining(["server_busy", "internal"]));
      const ofCallers = ["unauthorized", "forbidden"].filter((code) =>
        (problemsOf(operation) as readonly string[]).includes(code),
      );
      expect(ofCallers, operation.id).toHaveLength(operation.permission === "public" ? 0 : 2);
      const isForged = problemsOf(operation).includes("cross_origin");
      expect(isForged, operation.id).toBe(operation.method !== "GET");
    }
    expect(problemsOf(listSecrets)).not.toContain("invalid_input");
    expect(problemsOf(listRuns)).toContain("invalid_input");
    expect(problemsOf(listRuns)).not.toContain("malformed_json");
    expect(problemsOf(deleteSecret)).toContain("malformed_json");
    expect(problemsOf(createKey)).not.toContain("not_found");
    for (const operation of all)
      expect(new Set(problemsOf(operation)).size).toBe(problemsOf(operation).length);
  });
});

describe("roles", () => {
  it("may do all that the ones before them may, and the last one everything", () => {
    for (const [permission, least] of Object.entries(permissions)) {
      const allowed = roles.filter((role) => isAllowed(role, permission as "runs.read"));
      expect(allowed).toEqual(roles.slice(roles.indexOf(least)));
      expect(allowed).toContain("owner");
    }
    expect(isAllowed("viewer", "public")).toBe(true);
  });

  it("a viewer changes nothing but what is his own, an operator no workflow, a builder no key", () => {
    const may = (role: (typeof roles)[number]) =>
      all.filter(({ permission }) => isAllowed(role, permission));
    const changing = may("viewer")
      .filter(({ method }) => method !== "GET")
      .filter(({ permission }) => permission !== "public" && permission !== "me.write");
    expect(changing.map(({ id }) => id).toSorted()).toEqual([
      "workflows.check",
      "workflows.parse_sample",
    ]);
    const operator = may("operator").map(({ id }) => id);
    expect(operator).toEqual(expect.arrayContaining(["runs.cancel", "workflows.start_run"]));
    expect(operator.some((id) => /create|publish|delete|edit/.test(id))).toBe(false);
    expect(may("builder").some(({ permission }) => permission === "keys.manage")).toBe(false);
  });
});
