import {
  fullPath,
  isAllowed,
  type Operation,
  type OperationName,
  operations,
  ProblemError,
} from "@stepwell/api";
import { causesHeader, required } from "@stepwell/core";
import { readCauses } from "@stepwell/host";
import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Call, Handler, ServerParts } from "../call.ts";
import { makeAuditNotes, recordCall } from "../audit.ts";
import type { Environment } from "../environment.ts";
import { handlers } from "../handlers.ts";
import { type Authenticate, nobody, type Principal } from "../principal.ts";
import { admit, admittedOn, bytesOf } from "./admission.ts";
import { readJson } from "./body.ts";
import type { BodyRoom } from "./body-room.ts";
import { invalidInput } from "./problems.ts";
import { refuseOtherOrigin, requireSameOrigin } from "./same-origin.ts";

export interface OperationDoor {
  readonly server: ServerParts;
  readonly authenticate: Authenticate;
  readonly room: BodyRoom;
  /** The audit log could not be written: what was done is done. */
  readonly auditFailed: (error: unknown) => void;
}

/** Puts every operation of the contract on its route; there is no other way in. */
export function addOperations(app: FastifyInstance, door: OperationDoor): void {
  for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
    const handler = handlers[name] as unknown as Handler<Operation>;
    app.route({
      method: operation.method,
      url: fullPath(operation).replaceAll(/\{(\w+)\}/g, ":$1"),
      onRequest: async (request, reply) => {
        const who = await callerOf(request, operation, door);
        setCookies(reply, who.principal.cookies);
        const body = door.room.bodyOf(request.raw, reply.raw);
        reply.raw.once("close", body.leave);
        admit(request, { ...who, body, bodyBytesMax: bodyBytesMax(operation, who.environment) });
      },
      handler: async (request, reply) => {
        const notes = makeAuditNotes();
        const call: Call<Operation> = {
          ...readCall(door.server, operation, request),
          signal: closeSignal(reply.raw),
          setCookies: (lines) => setCookies(reply, lines),
          note: notes.add,
        };
        const record = (outcome: { readonly answer?: unknown; readonly failed?: true }): void => {
          try {
            recordCall(call, operation, { notes, ...outcome });
          } catch (error) {
            door.auditFailed(error);
          }
        };
        const answer = await handler(call).catch((error: unknown) => {
          record({ failed: true });
          throw error;
        });
        record({ answer });
        return sendAnswer(reply, operation.status, answer);
      },
    });
  }
}

/** Who, may he, where; only then is the body read. */
async function callerOf(
  { params, headers: given, raw }: FastifyRequest,
  operation: Operation,
  { server, authenticate }: OperationDoor,
) {
  const headers = { ...given, host: server.peerOf(raw).host };
  const { env } = params as Record<string, string>;
  const isChange = operation.method !== "GET";
  if (operation.permission === "public") {
    if (isChange) refuseOtherOrigin(headers, server.origin());
    return { principal: nobody, environment: environmentOf(server, env) };
  }
  const principal = await authenticate(headers, env);
  if (!principal) throw unauthorized();
  if (isChange && principal.kind === "user") requireSameOrigin(headers, server.origin());
  checkPermission(principal, operation, env);
  return { principal, environment: environmentOf(server, env) };
}

/** Strangers need no more than names and a password. */
const publicBytesMax = 16 * 1024;

function bodyBytesMax({ permission }: Operation, { limits }: Environment): number {
  const { eventBytesMax } = limits();
  return permission === "public" ? Math.min(publicBytesMax, eventBytesMax) : eventBytesMax;
}

function setCookies(reply: FastifyReply, lines: readonly string[] = []): void {
  if (lines.length > 0) reply.header("set-cookie", lines);
}

function readCall(
  server: ServerParts,
  operation: Operation,
  request: FastifyRequest,
): Omit<Call<Operation>, "signal" | "setCookies" | "note"> {
  const { env: _env, ...params } = request.params as Record<string, string>;
  const bytes = bytesOf(request.body);
  const { headers } = request;
  const { principal, environment } = required(admittedOn(request), "operations admit requests");
  return {
    server,
    environment,
    principal,
    headers,
    address: server.peerOf(request.raw).address,
    causes: readCauses(headerText(headers[causesHeader]), server.signingKey),
    bytes: bytes.length,
    params: parse(operation.params, params, "path"),
    query: parse(operation.query, request.query, "query"),
    body: parse(operation.body, bodyOf(operation, bytes, headers["content-type"]), "body"),
  };
}

/** Whether the answer was sent or the caller is gone. */
function closeSignal(response: ServerResponse): AbortSignal {
  const closed = new AbortController();
  response.once("close", () => closed.abort());
  return closed.signal;
}

function bodyOf({ method }: Operation, bytes: Uint8Array, contentType: string | undefined) {
  return method === "GET" ? {} : readJson(bytes, contentType);
}

export function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(",") : value;
}

export function unauthorized(): ProblemError {
  return new ProblemError(
    "unauthorized",
    "Send Authorization: Bearer with a valid API key, or sign in.",
    {
      headers: { "www-authenticate": 'Bearer realm="stepwell"' },
    },
  );
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

function checkEnvironment({ kind, environments }: Principal, name: string): void {
  if (environments.length === 0 || environments.includes(name)) return;
  const where = environments.filter((one) => one !== "").join(", ");
  throw new ProblemError(
    "forbidden",
    kind === "key"
      ? `This key is for the environment ${where} only.`
      : `You have no role in the environment ${name}${where && `, only in ${where}`}.`,
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
