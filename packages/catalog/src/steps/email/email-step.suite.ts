import {
  defaultLimits,
  type ActionContext,
  connectionContent,
  type Json,
  type JsonObject,
  type OpenConnection,
  required,
} from "@stepwell/core";
import { afterAll, beforeAll } from "vitest";
import { createOutboundClient } from "../../outbound/outbound-client.ts";
import { context } from "../http/http-step.suite.ts";
import { email } from "./definition.ts";
import { type MailServer, startMailServer, trusted } from "./mail-server.suite.ts";
import { emailRunner } from "./run.ts";

/* An email step against real mail servers in the test's process. */

export const open = { requireTls: false };
export const usual = { to: "bob@example.org", subject: "Hello", text: "A line" };
export const client = createOutboundClient({ allow: ["127.0.0.1"] });

export interface Given extends Partial<ActionContext> {
  readonly on?: OpenConnection;
}

export interface EmailStep {
  /** A server that needs neither TLS nor a password. */
  readonly plain: MailServer;
  started(options: Parameters<typeof startMailServer>[0]): Promise<MailServer>;
  send(config: JsonObject, given?: Given): Promise<Json>;
}

let versions = 0;

export function smtp(port: number, settings: object = {}, secret?: string): OpenConnection {
  versions += 1;
  const usually = { host: "127.0.0.1", port, secure: false, from: "Shop <shop@example.com>" };
  const content = connectionContent.parse({
    kind: "smtp",
    settings: { ...usually, ...settings },
    secrets: secret === undefined ? {} : { password: secret },
  });
  return { ...content, name: `mail${versions}`, version: versions };
}

export function useEmailStep(): EmailStep {
  const runner = emailRunner(client, { trusted });
  const servers: MailServer[] = [];

  async function started(options: Parameters<typeof startMailServer>[0]): Promise<MailServer> {
    const server = await startMailServer(options);
    servers.push(server);
    return server;
  }

  beforeAll(() => started({ authOptional: true }));
  afterAll(() => Promise.all([client.close(), ...servers.map((server) => server.close())]));
  const step: EmailStep = {
    get plain() {
      return required(servers[0], "the server is there");
    },
    started,
    async send(config, { on = smtp(step.plain.port, open), ...given } = {}) {
      const compiled = email.compile({ connection: on.name, ...usual, ...config });
      if (!compiled.ok || compiled.compiled.kind !== "action")
        throw new Error(JSON.stringify(compiled));
      const request = compiled.compiled.request({ limits: defaultLimits } as never);
      return runner({ ...context, connection: async () => on, ...given }, request);
    },
  };
  return step;
}
