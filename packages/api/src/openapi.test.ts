import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { fullPath, openApi } from "./openapi.ts";
import type { Operation } from "./operation.ts";
import { problemsOf } from "./operation-problems.ts";
import { operations } from "./operations.ts";
import { problems } from "./problem.ts";

const document = openApi("1.2.3") as unknown as JsonObject;
const all: readonly Operation[] = Object.values(operations);

function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = path.reduce<Json | undefined>(
    (inner, key) => (isJsonObject(inner) ? inner[key] : undefined),
    value,
  );
  if (isJsonObject(found)) return found;
  throw new Error(`no object at ${path.join("/")}`);
}

function operationAt({ method, ...rest }: Operation): JsonObject {
  return objectAt(document, "paths", fullPath({ method, ...rest }), method.toLowerCase());
}

/** Every value below, with its path. */
function walk(value: Json, visit: (value: Json, path: string) => void, path = "#"): void {
  visit(value, path);
  if (isJsonArray(value)) value.forEach((item, index) => walk(item, visit, `${path}/${index}`));
  else if (isJsonObject(value))
    for (const [key, inner] of Object.entries(value))
      walk(inner, visit, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
}

const paths = new Set<string>();
walk(document, (_value, path) => void paths.add(path));

describe("OpenAPI 3.1", () => {
  it("has the parts that the specification asks for, and no others", () => {
    expect(document["openapi"]).toMatch(/^3\.1\.\d$/);
    const { title, version, license } = objectAt(document, "info");
    expect([title, version]).toEqual(["Stepwell", "1.2.3"]);
    expect(license).toEqual({ name: "Apache-2.0", identifier: "Apache-2.0" });
    const known = ["openapi", "info", "servers", "security", "paths", "components"];
    expect(Object.keys(document)).toEqual(known);
    expect(Object.keys(objectAt(document, "components"))).toEqual(["securitySchemes", "schemas"]);
    for (const [name, schema] of Object.entries(objectAt(document, "components", "schemas"))) {
      expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
      expect(isJsonObject(schema)).toBe(true);
    }
  });

  it("names only security schemes that it has", () => {
    const schemes = objectAt(document, "components", "securitySchemes");
    expect(schemes["key"]).toEqual({ type: "http", scheme: "bearer" });
    expect(document["security"]).toEqual([{ key: [] }, { session: [] }]);
  });

  it("has every reference's target, and none into nowhere", () => {
    let count = 0;
    walk(document, (value, path) => {
      if (!isJsonObject(value) || typeof value["$ref"] !== "string") return;
      count += 1;
      expect(paths.has(value["$ref"]), `${path}: ${value["$ref"]}`).toBe(true);
      expect(value["$ref"]).toMatch(/^#\/components\/schemas\/\w+$/);
    });
    expect(count).toBeGreaterThan(100);
    expect([...paths].some((path) => path.includes("$defs"))).toBe(false);
  });

  it("has no schema that nobody refers to", () => {
    const text = JSON.stringify(document);
    for (const name of Object.keys(objectAt(document, "components", "schemas")))
      expect(text).toContain(`"#/components/schemas/${name}"`);
  });

  it("has every operation, each under its own id", () => {
    const described = Object.values(objectAt(document, "paths")).flatMap((item) =>
      Object.values(item as JsonObject),
    );
    expect(described).toHaveLength(all.length);
    const ids = described.map((one) => objectAt(one)["operationId"]);
    expect(new Set(ids).size).toBe(all.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+_[a-z_]+$/);
  });
});

describe.each(all.map((operation) => [operation.id, operation] as const))(
  "%s",
  (_id, operation) => {
    const described = operationAt(operation);

    it("has a parameter for each name in its path, and each field of its query", () => {
      const parameters = described["parameters"] as unknown as {
        name: string;
        in: string;
        required: boolean;
        schema: object;
      }[];
      const inPath = parameters.filter((one) => one.in === "path").map(({ name }) => name);
      const wanted = [...fullPath(operation).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath).toEqual(wanted);
      const keys = parameters.map((one) => `${one.in} ${one.name}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const one of parameters) {
        expect(["path", "query"]).toContain(one.in);
        if (one.in === "path") expect(one.required).toBe(true);
        expect(Object.keys(one.schema).length).toBeGreaterThan(0);
      }
    });

    it("says who may call it, what it takes, what it answers, and every problem", () => {
      expect(described["summary"]).toMatch(/^[A-Z].*\.$/);
      expect(described["x-permission"]).toBe(operation.permission);
      const responses = objectAt(described["responses"]);
      const answers = Object.keys(responses).filter((status) => status.startsWith("2"));
      expect(answers).toEqual([String(operation.status)]);
      const answer = objectAt(responses, String(operation.status));
      expect("content" in answer).toBe(operation.status !== 204);
      for (const code of problemsOf(operation)) {
        const problem = objectAt(responses, String(problems[code].status));
        expect((problem["description"] as string).split(", ")).toContain(code);
        expect(Object.keys(objectAt(problem, "content"))).toEqual(["application/problem+json"]);
      }
      if (operation.method === "GET") expect("requestBody" in described).toBe(false);
    });
  },
);
