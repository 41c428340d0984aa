import { listRuns, type Problem } from "@stepwell/api";
import { expectProblem } from "./checked-client.suite.ts";
import { deploy, type TestServer } from "./open-test-server.suite.ts";

/* Webhooks of a test server: making them, delivering to them, and what came of it. */

export interface Hook {
  readonly id: string;
  readonly url: string;
}

export function deliver(url: string, body: unknown = {}, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export async function problemOf(response: Response): Promise<Problem> {
  const problem = (await response.json()) as Problem;
  expectProblem(response, problem);
  return problem;
}

export function useWebhooks(test: () => TestServer) {
  return {
    async hookOf(definition: object): Promise<Hook> {
      const { id, trigger } = await deploy(await test().client(), definition);
      return { id, url: trigger.url ?? "" };
    },
    async runsOf(id: string) {
      const call = await test().client();
      return (await call(listRuns, { query: { workflow: id, limit: 200 } })).items;
    },
  };
}
