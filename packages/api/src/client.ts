import type { z } from "zod";
import { fullPath } from "./openapi.ts";
import type { AnswerOf, Operation } from "./operation.ts";
import { type Problem, problemSchema } from "./problem.ts";

/** A refusal of the server, as its client sees it. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super([problem.detail ?? problem.title, ...(problem.errors ?? []).map(lineOf)].join("\n"));
    this.problem = problem;
  }
}

function lineOf({ path, message }: NonNullable<Problem["errors"]>[number]): string {
  return `  ${path}: ${message}`;
}

export interface ClientOptions {
  /** `http://127.0.0.1:7400` */
  readonly url: string;
  /** Without one the cookie of a session goes along, where a browser has it. */
  readonly key?: string | undefined;
  readonly environment: string;
  /** How requests are sent; the global `fetch` where nothing else is given. */
  readonly fetch?: typeof fetch;
}

export interface CallInput<O extends Operation> {
  readonly params?: z.input<O["params"]>;
  readonly query?: z.input<O["query"]>;
  readonly body?: z.input<O["body"]>;
}

export type Client = <O extends Operation>(
  operation: O,
  input?: CallInput<O>,
) => Promise<AnswerOf<O>>;

/** Calls operations over HTTP, typed by the contract. @throws ApiError */
export function makeClient({ url, key, environment, fetch: send = fetch }: ClientOptions): Client {
  return async (operation, input = {}) => {
    const response = await send(`${url}${pathOf(operation, environment, input)}`, {
      method: operation.method,
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(input.body !== undefined && { "content-type": "application/json" }),
      },
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
    });
    const text = await response.text();
    if (response.ok) return (text === "" ? null : JSON.parse(text)) as never;
    throw new ApiError(readProblem(response.status, text));
  };
}

function pathOf(operation: Operation, environment: string, input: CallInput<Operation>): string {
  const params: Record<string, unknown> = { env: environment, ...(input.params as object) };
  const path = fullPath(operation).replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const query = Object.entries(input.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, String(value)]);
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`;
}

function readProblem(status: number, text: string): Problem {
  try {
    return problemSchema.parse(JSON.parse(text));
  } catch {
    const title = `The server answered ${status}`;
    return { type: "about:blank", title, status, code: "unknown", detail: text.slice(0, 500) };
  }
}
