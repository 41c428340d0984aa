import { afterAll, beforeAll, beforeEach } from "vitest";
import { StepError, type StepFailure } from "@stepwell/core";
import {
  bodyOf,
  type Handler,
  type LoopbackServer,
  startLoopbackServer,
} from "./loopback-server.suite.ts";
import {
  createOutboundClient,
  type OutboundRequest,
  type OutboundResponse,
} from "./outbound-client.ts";

/** Two real servers on loopback that play the outside, and a client that may reach them. */
export interface Outside {
  /** What both servers do; `hello` before each test. */
  handle: Handler;
  readonly url: string;
  readonly port: number;
  /** The same service on another origin. */
  readonly otherUrl: string;
  request(options?: Partial<OutboundRequest>): Promise<OutboundResponse>;
  failureOf(options?: Partial<OutboundRequest>): Promise<StepFailure | undefined>;
  /** What a server that echoes has seen. */
  seen(options?: Partial<OutboundRequest>): Promise<SeenRequest>;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const echo: Handler = async (request, response) => {
  const body = (await bodyOf(request)).toString();
  const { method, url, headers } = request;
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ method, url, headers, body }));
};

export function useOutside(): Outside {
  const servers: LoopbackServer[] = [];
  const client = createOutboundClient({ allow: ["127.0.0.1", "127.0.0.2"] });
  const outside: Outside = {
    handle: echo,
    get url() {
      return servers[0]?.url ?? "";
    },
    get port() {
      return servers[0]?.port ?? 0;
    },
    get otherUrl() {
      return servers[1]?.url ?? "";
    },
    request: (options) =>
      client.request({
        method: "GET",
        url: outside.url,
        timeoutMs: 10_000,
        maxBytes: 10_000,
        ...options,
      }),
    failureOf: (options) => failureOf(outside.request(options)),
    async seen(options) {
      return JSON.parse(textOf((await outside.request(options)).body)) as SeenRequest;
    },
  };
  beforeAll(async () => {
    for (const address of ["127.0.0.1", "127.0.0.2"])
      servers.push(await startLoopbackServer((...given) => outside.handle(...given), address));
  });
  beforeEach(() => {
    outside.handle = (_, response) => response.end("hello");
  });
  afterAll(() => Promise.all([client.close(), ...servers.map((server) => server.close())]));
  return outside;
}

export function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString();
}

/** The failure of a promise that should fail; undefined where it succeeds. */
export async function failureOf(promise: Promise<unknown>): Promise<StepFailure | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    if (error instanceof StepError) return error.failure;
    throw error;
  }
}
