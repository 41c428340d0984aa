import type { AnswerOf, CallInput, operations, Problem } from "@stepwell/api";
import { Refusal } from "./refusal.ts";
import { routes } from "./routes.ts";

/*
 * Calls of the API, typed by its contract. Only method and path of an operation are shipped
 * (routes.ts, generated); its schemas stay on the server.
 */

type Operations = typeof operations;
export type OperationName = keyof Operations;
export type Input<Name extends OperationName> = CallInput<Operations[Name]>;
export type Answer<Name extends OperationName> = AnswerOf<Operations[Name]>;

export interface CallOptions {
  /** Undefined for operations of the installation. */
  readonly environment?: string | undefined;
  readonly signal?: AbortSignal;
}

/** @throws Refusal */
export async function call<Name extends OperationName>(
  name: Name,
  input: Input<Name> = {},
  { environment, signal }: CallOptions = {},
): Promise<Answer<Name>> {
  const [method, path] = routes[name];
  const { params, query, body } = input as Parts;
  const response = await fetch(addressOf(path, { env: environment, ...params }, query), {
    method,
    ...(signal && { signal }),
    ...(body !== undefined && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  }).catch((error: unknown) => {
    throw signal?.aborted === true ? error : unreachable();
  });
  const text = await response.text();
  if (response.ok) return (text === "" ? null : JSON.parse(text)) as Answer<Name>;
  throw new Refusal(readProblem(response.status, text), retryAfterMsOf(response));
}

/** A proxy in front may name a date instead: then it is not known. */
function retryAfterMsOf({ headers }: Response): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

function addressOf(
  path: string,
  params: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>> = {},
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const given = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]): [string, string] => [name, String(value)]);
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given).toString()}`;
}

function readProblem(status: number, text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    const title = `The server answered ${status}.`;
    return { type: "about:blank", title, status, code: "unknown" };
  }
}

function unreachable(): Refusal {
  const title = "The server cannot be reached. Is it running?";
  return new Refusal({ type: "about:blank", title, status: 0, code: "unreachable" });
}
