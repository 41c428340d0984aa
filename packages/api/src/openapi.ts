import { z } from "zod";
import type { Operation } from "./operation.ts";
import { operations } from "./operations.ts";
import { permissions } from "./permission.ts";
import { type ProblemCode, problems, problemSchema } from "./problem.ts";

/** The OpenAPI 3.1 description of the API, made from the operations themselves. */
export function openApi(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of Object.values(operations) as readonly Operation[]) {
    const path = fullPath(operation);
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Stepwell", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: "/" }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: { Problem: jsonSchema(problemSchema, "output") },
    },
  };
}

export function fullPath({ path, isInstallation }: Operation): string {
  return isInstallation ? path : `/api/v1/{env}${path}`;
}

function describe(operation: Operation): object {
  const { id, summary, permission, body, method, query, status, answer } = operation;
  const hasBody = method !== "GET" && !isEmpty(body);
  return {
    operationId: id.replace(".", "_"),
    summary,
    tags: [id.split(".")[0]],
    "x-permission": permission,
    ...(permission !== "public" && { "x-least-role": permissions[permission] }),
    parameters: [...pathParameters(operation), ...queryParameters(query)],
    ...(hasBody && { requestBody: { required: true, content: jsonContent(body, "input") } }),
    responses: {
      [status]: {
        description: summary,
        ...(status !== 204 && { content: jsonContent(answer, "output") }),
      },
      ...problemResponses(operation),
    },
  };
}

function problemResponses({ problems: own }: Operation): Record<string, object> {
  const all: ProblemCode[] = [...own, "unauthorized", "forbidden", "internal"];
  const byStatus = Map.groupBy(new Set(all), (code) => problems[code].status);
  const content = {
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
  };
  const responses = [...byStatus].map(([status, codes]) => [
    String(status),
    { description: codes.join(", "), content },
  ]);
  return Object.fromEntries(responses) as Record<string, object>;
}

function pathParameters(operation: Operation): object[] {
  const names = [...fullPath(operation).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

function queryParameters(query: z.ZodType): object[] {
  const { properties = {}, required = [] } = jsonSchema(query, "input") as ObjectSchema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function isEmpty(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape as object).length === 0;
}

function jsonContent(schema: z.ZodType, io: "input" | "output"): object {
  return { "application/json": { schema: jsonSchema(schema, io) } };
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
