import {
  ApiError,
  type Client,
  makeClient,
  type Problem,
  problems,
  problemsOf,
} from "@stepwell/api";
import type { Operation } from "@stepwell/api";
import { required } from "@stepwell/core";
import { expect } from "vitest";

/*
 * The typed client, made strict: every answer has the operation's status and shape, every refusal
 * is a problem document with a code that the operation declares, and tells nothing of our inside.
 */

export interface CheckedClientOptions {
  readonly url: string;
  readonly key?: string;
  /** In the place of a key; as a browser sends it from a page of ours. */
  readonly cookie?: string;
  readonly environment: string;
  /** What no answer may contain. */
  readonly hidden: readonly string[];
}

export function checkedClient({ hidden, cookie, ...options }: CheckedClientOptions): Client {
  const asBrowser = cookie === undefined ? {} : { cookie, origin: options.url };
  return async (operation, input) => {
    let last: Response | undefined;
    const call = makeClient({
      ...options,
      async fetch(input, init) {
        const headers = new Headers(init?.headers);
        for (const [name, value] of Object.entries(asBrowser)) headers.set(name, value);
        last = await fetch(input, { ...init, headers });
        return last;
      },
    });
    try {
      const answer = await call(operation, input);
      checkAnswer(operation, required(last, "an answer came"), answer);
      return answer;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      checkProblem(operation, required(last, "an answer came"), error.problem);
      expectNoInside(JSON.stringify(error.problem), hidden);
      throw error;
    }
  };
}

function checkAnswer(operation: Operation, response: Response, answer: unknown): void {
  expect(response.status, operation.id).toBe(operation.status);
  expectSafeHeaders(response);
  if (operation.status !== 204)
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  // Fields that the contract does not know are lost by parsing, and so found.
  expect(operation.answer.parse(answer), operation.id).toEqual(answer);
}

function checkProblem(operation: Operation, response: Response, problem: Problem): void {
  expectProblem(response, problem);
  expect(problemsOf(operation), `declared by ${operation.id}`).toContain(problem.code);
}

export function expectProblem(response: Response, problem: Problem): void {
  const { status, title } = problems[problem.code as keyof typeof problems];
  expect(problem).toMatchObject({ status, title, type: `urn:stepwell:problem:${problem.code}` });
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expectSafeHeaders(response);
  const isLater = status === 503 || status === 429;
  if (isLater) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
}

export function expectSafeHeaders({ headers }: Response): void {
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("server")).toBeNull();
}

const inside =
  /node_modules|packages\/\w+\/src|\.ts:\d|\bat \w+ \(|file:\/\/|sqlite|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) \w+/i;

/** No stack, no path, no SQL. */
export function expectNoInside(text: string, hidden: readonly string[] = []): void {
  expect(text).not.toMatch(inside);
  for (const secret of hidden) expect(text).not.toContain(secret);
}

/** The refusal of a call that must be refused. */
export async function refusal(call: Promise<unknown>): Promise<Problem> {
  const outcome = await call.then(
    (answer) => ({ answer }),
    (error: unknown) => error,
  );
  if (outcome instanceof ApiError) return outcome.problem;
  throw new Error(`not refused: ${JSON.stringify(outcome)} ${String(outcome)}`);
}
