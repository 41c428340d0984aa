import type { z } from "zod";
import { type JsonSchemas, makeJsonSchemas } from "./json-schemas.ts";
import type { Operation } from "./operation.ts";
import { hasNoFields, problemsOf } from "./operation-problems.ts";
import { operations } from "./operations.ts";
import { permissions } from "./permission.ts";
import { problems, problemSchema } from "./problem.ts";
import { sessionCookie } from "./session-cookie.ts";

/** The OpenAPI 3.1 description of the API, made from the operations themselves. */
export function openApi(version: string): object {
  const schemas = makeJsonSchemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of Object.values(operations) as readonly Operation[]) {
    const path = fullPath(operation);
    const description = describe(operation, schemas);
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: description };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Stepwell", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    servers: [{ url: "/" }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: sessionCookie },
      },
      schemas: schemas.components(),
    },
  };
}

export function fullPath({ path, isInstallation }: Operation): string {
  return isInstallation ? path : `/api/v1/{env}${path}`;
}

function describe(operation: Operation, schemas: JsonSchemas): object {
  const { id, summary, permission, payloadPermission, body, method } = operation;
  const { query, status, answer } = operation;
  const content = (schema: z.ZodType, io: "input" | "output") => ({
    "application/json": { schema: schemas.of(schema, io) },
  });
  return {
    operationId: id.replace(".", "_"),
    summary,
    tags: [id.split(".")[0]],
    "x-permission": permission,
    ...(payloadPermission !== undefined && { "x-payload-permission": payloadPermission }),
    ...(permission === "public" ? { security: [] } : { "x-least-role": permissions[permission] }),
    parameters: [...pathParameters(operation, schemas), ...queryParameters(query, schemas)],
    ...(method !== "GET" &&
      !hasNoFields(body) && { requestBody: { required: true, content: content(body, "input") } }),
    responses: {
      [status]: {
        description: summary,
        ...(status !== 204 && { content: content(answer, "output") }),
      },
      ...problemResponses(operation, schemas),
    },
  };
}

function problemResponses(operation: Operation, schemas: JsonSchemas): Record<string, object> {
  const byStatus = Map.groupBy(problemsOf(operation), (code) => problems[code].status);
  const content = { "application/problem+json": { schema: schemas.of(problemSchema, "output") } };
  const responses = [...byStatus].map(([status, codes]): [string, object] => [
    String(status),
    { description: codes.join(", "), content },
  ]);
  return Object.fromEntries(responses);
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

function pathParameters(operation: Operation, schemas: JsonSchemas): object[] {
  const { properties = {} } = schemas.of(operation.params, "input") as ObjectSchema;
  const names = [...fullPath(operation).matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return names.map((name) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", ...properties[name] },
  }));
}

function queryParameters(query: z.ZodType, schemas: JsonSchemas): object[] {
  const { properties = {}, required = [] } = schemas.of(query, "input") as ObjectSchema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}
