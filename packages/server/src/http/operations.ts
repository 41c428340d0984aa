import {
  fullPath,
  isAllowed,
  type Operation,
  type OperationName,
  operations,
  ProblemError,
} from "@stepwell/api";
import { causesHeader } from "@stepwell/core";
import { readCauses } from "@stepwell/host";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Call, Handler, ServerParts } from "../call.ts";
import type { Environment } from "../environment.ts";
import { handlers } from "../handlers.ts";
import type { Authenticate, Principal } from "../principal.ts";
import { bytesOf, checkSize, readJson } from "./body.ts";
import { invalidInput } from "./problems.ts";

/** Puts every operation of the contract on its route; there is no other way in. */
export function addOperations(
  app: FastifyInstance,
  server: ServerParts,
  authenticate: Authenticate,
): void {
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    const handler = handlers[name] as unknown as Handler<Operation>;
    app.route({
      method: operation.method,
      url: fullPath(operation).replaceAll(/\{(\w+)\}/g, ":$1"),
      handler: async (request, reply) => {
        const principal = await authenticate(request.headers.authorization);
        const call = readCall(server, operation, { request, principal });
        const answer = await handler(call);
        return sendAnswer(reply, operation.status, answer);
      },
    });
  }
}

interface Incoming {
  readonly request: FastifyRequest;
  readonly principal: Principal | undefined;
}

/** Who, may he, where, and only then: what. */
function readCall(
  server: ServerParts,
  operation: Operation,
  { request, principal }: Incoming,
): Call<Operation> {
  const { env, ...params } = request.params as Record<string, string>;
  if (!principal) throw unauthorized();
  checkPermission(principal, operation, env);
  const environment = environmentOf(server, env);
  const bytes = bytesOf(request.body);
  checkSize(bytes.length, environment.limits().eventBytesMax);
  const { headers } = request;
  return {
    server,
    environment,
    principal,
    headers,
    causes: readCauses(headerText(headers[causesHeader]), server.signingKey),
    bytes: bytes.length,
    params: parse(operation.params, params, "path"),
    query: parse(operation.query, request.query, "query"),
    body: parse(operation.body, bodyOf(operation, bytes, headers["content-type"]), "body"),
  };
}

function bodyOf({ method }: Operation, bytes: Uint8Array, contentType: string | undefined) {
  return method === "GET" ? {} : readJson(bytes, contentType);
}

export function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(",") : value;
}

export function unauthorized(): ProblemError {
  return new ProblemError("unauthorized", "Send Authorization: Bearer with a valid API key.", {
    headers: { "www-authenticate": 'Bearer realm="stepwell"' },
  });
}

export function checkPermission(
  principal: Principal,
  { permission }: Pick<Operation, "permission">,
  env: string | undefined,
): void {
  if (env !== undefined) checkEnvironment(principal, env);
  if (!isAllowed(principal.role, permission))
    throw new ProblemError(
      "forbidden",
      `The role ${principal.role} does not have the permission ${permission}.`,
    );
}

function checkEnvironment({ environments }: Principal, name: string): void {
  if (environments.length === 0 || environments.includes(name)) return;
  throw new ProblemError(
    "forbidden",
    `This key is for the environment ${environments.join(", ")} only.`,
  );
}

/** Operations of the installation see the live environment's limits; they touch nothing in it. */
export function environmentOf({ environments }: ServerParts, name = "live"): Environment {
  const environment = environments.get(name);
  if (environment) return environment;
  throw new ProblemError("not_found", `There is no environment ${name}.`);
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string) {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error, where);
}

function sendAnswer(reply: FastifyReply, status: number, answer: unknown): FastifyReply {
  if (status === 204) return reply.code(204).send();
  return reply
    .code(status)
    .header("content-type", "application/json; charset=utf-8")
    .send(JSON.stringify(answer));
}
