import type { z } from "zod";
import type { Permission } from "./permission.ts";
import type { ProblemCode } from "./problem.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One operation of the API: the contract that the server, the client and OpenAPI share. */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** `workflows.create`: also the path of its files. */
  readonly id: string;
  readonly method: Method;
  /** Below `/api/v1/{env}`, or below the root for those of the installation. */
  readonly path: string;
  readonly isInstallation?: boolean;
  readonly summary: string;
  readonly permission: Permission;
  /** Without this permission the answer hides what is confidential. */
  readonly payloadPermission?: Permission;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  readonly status: number;
  readonly audit?: AuditRule;
  /** Refusals of its own; those that every operation has are not listed. */
  readonly problems: readonly ProblemCode[];
}

/**
 * What changes something is written to the audit log, unless its rule says otherwise; what only reads
 * is written where a handler says so.
 */
export interface AuditRule {
  /** `people`: not what API keys do; `nobody`: nothing of it. */
  readonly of?: "people" | "nobody";
  /** Fields of the body that say what was done; no payloads, no secrets. */
  readonly fields?: readonly string[];
}

export function defineOperation<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(operation: Operation<Params, Query, Body, Answer>): Operation<Params, Query, Body, Answer> {
  return operation;
}

export type ParamsOf<O extends Operation> = z.output<O["params"]>;
export type QueryOf<O extends Operation> = z.output<O["query"]>;
export type BodyOf<O extends Operation> = z.output<O["body"]>;
export type AnswerOf<O extends Operation> = z.input<O["answer"]>;
