import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { setImmediate } from "node:timers/promises";
import { join } from "node:path";
import {
  type AnswerOf,
  type Client,
  createWorkflow,
  getRun,
  publishWorkflow,
  type Role,
  setLimits,
} from "@stepwell/api";
import { required, type Store } from "@stepwell/core";
import type { RoleGrants } from "@stepwell/store";
import { hashPassword } from "./people/hash-password.ts";
import pino from "pino";
import { afterAll, beforeAll } from "vitest";
import { checkedClient } from "./checked-client.suite.ts";
import type { Environment } from "./environment.ts";
import { type KeyOrder, makeKey } from "./make-key.ts";
import { openServer, type Server, type ServerOptions } from "./server.ts";

/* A real server in this process, over real HTTP, with real files in a folder of its own. */

export interface TestServer {
  readonly url: string;
  readonly server: Server;
  readonly dataDir: string;
  /** A client with a key of the role, for all environments; an owner by default. */
  client(role?: Role, environment?: string): Promise<Client>;
  key(order?: Partial<KeyOrder>): Promise<string>;
  /** A member who has signed in. */
  person(roles?: RoleGrants): Promise<Person>;
  environment(name?: string): Environment;
  /** Calls a path as it is, without the client. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** The same data under a new server. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A user of the test with a session, as his browser has it. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
  client(environment?: string): Client;
}

export const testPassword = "correct horse battery";
/** Takes a while, and all may have the same one. */
let passwordHash: Promise<string> | undefined;
let people = 0;

export const testVersion = "1.2.3-test";

export async function openTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "stepwell-server-"));
  // A port of its own, so that the allow list can name it: actions may call our own webhooks.
  const port = await freePort();
  let server = await open();

  function open(): Promise<Server> {
    return openServer({
      dataDir,
      host: "127.0.0.1",
      port,
      version: testVersion,
      outboundAllow: ["127.0.0.1", `127.0.0.1:${port}`],
      logger: pino({ enabled: false }),
      onFatal(error) {
        throw error;
      },
      ...options,
    });
  }

  async function key(order: Partial<KeyOrder> = {}): Promise<string> {
    const usual = { name: "test", role: "owner", environment: undefined, expiresAt: undefined };
    const made = await makeKey(server.parts, { ...usual, ...order } as KeyOrder);
    return made.key;
  }

  async function person(roles: RoleGrants = { "*": "owner" }): Promise<Person> {
    const { auth, installation } = server.parts;
    const email = `person${(people += 1)}@example.com`;
    passwordHash ??= hashPassword(testPassword);
    const at = Date.now();
    const names = { id: `usr_${people}`, accountId: `acc_${people}`, name: `Person ${people}` };
    installation.people.insert({ ...names, email, roles, at, passwordHash: await passwordHash });
    const from = { address: "127.0.0.1", userAgent: "test" };
    const session = required(await auth.signIn(email, testPassword, from), "he can sign in");
    const cookie = required(session.cookies[0]?.split(";")[0], "there is a cookie");
    return {
      id: names.id,
      email,
      cookie,
      client: (environment = "live") =>
        checkedClient({ url: server.url, cookie, environment, hidden: [dataDir] }),
    };
  }

  return {
    person,
    get url() {
      return server.url;
    },
    get server() {
      return server;
    },
    dataDir,
    key,
    async client(role = "owner", environment = "live") {
      const hidden = [dataDir];
      return checkedClient({ url: server.url, key: await key({ role }), environment, hidden });
    },
    environment: (name = "live") =>
      required(server.parts.environments.get(name), `there is an environment ${name}`),
    send: (path, init) => fetch(server.url + path, init),
    async restart() {
      await server.close(1000);
      server = await open();
    },
    async close() {
      await server.close(100);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** One server for all tests of a file, with room for their workflows. */
export function useTestServer(options: Partial<ServerOptions> = {}): () => TestServer {
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = await openTestServer(options);
    for (const name of ["live", "sandbox"]) {
      const call = await server.client("owner", name);
      await call(setLimits, { body: { workflowsMax: 1000, activeWorkflowsMax: 1000 } });
    }
  });
  afterAll(() => server?.close());
  return () => required(server, "the server is open");
}

/** Makes a workflow and activates its first version. */
export async function deploy(
  call: Client,
  definition: object,
): Promise<AnswerOf<typeof publishWorkflow>> {
  const { id } = await call(createWorkflow, { body: { definition: definition as never } });
  return call(publishWorkflow, { params: { id }, body: { activate: true } });
}

/** Makes calls of the store take some turns, fewer each time, so that later ones may overtake. */
export function slowDown(store: Store, name: "insertWorkflow" | "version"): () => void {
  const usual = store[name] as (...values: readonly unknown[]) => Promise<unknown>;
  let turns = 3000;
  const slow = async (...values: readonly unknown[]): Promise<unknown> => {
    turns = Math.max(0, turns - 500);
    for (let turn = turns; turn > 0; turn -= 1) await setImmediate();
    return usual(...values);
  };
  Object.assign(store, { [name]: slow });
  return () => Object.assign(store, { [name]: usual });
}

/** The run at its end. */
export async function endedRun(
  test: TestServer,
  call: Client,
  id: string,
): Promise<AnswerOf<typeof getRun>> {
  for (const environment of test.server.parts.environments.values())
    await environment.host.ended(id);
  return call(getRun, { params: { id } });
}
