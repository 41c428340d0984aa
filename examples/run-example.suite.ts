import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  activateWorkflow,
  type AnswerOf,
  type Client,
  createWorkflow,
  getEvent,
  getRun,
  listEvents,
  makeClient,
  publishWorkflow,
  setSecret,
} from "@stepwell/api";
import { makeKey, openServer, type Server } from "@stepwell/server";
import pino from "pino";
import { afterAll, beforeAll } from "vitest";
import { readDefinitionFile } from "../packages/cli/src/definition-file.ts";

/* An example on a real server: its file imported, published and active, its webhook called. */

export interface Example {
  readonly call: Client;
  /** As it was made: with the checker's findings. */
  readonly workflow: AnswerOf<typeof createWorkflow>;
  /** Posts to the webhook's address what a sender sends. */
  deliver(text: string, headers?: Readonly<Record<string, string>>): Promise<Delivered>;
  /** The newest event with its decisions and runs. */
  lastEvent(): Promise<AnswerOf<typeof getEvent>>;
  /** The run of the newest event, at its end. */
  lastRun(): Promise<AnswerOf<typeof getRun>>;
}

export interface Delivered {
  readonly status: number;
  readonly body: unknown;
}

export interface ExampleNeeds {
  readonly secrets?: Readonly<Record<string, string>>;
  /** Addresses of this machine that the workflow may reach. */
  readonly outboundAllow?: readonly string[];
}

/** Opens a server for the tests of a file; the example is there once they begin. */
export function useExample(file: string, needs: ExampleNeeds = {}): Example {
  const dataDir = mkdtempSync(join(tmpdir(), "stepwell-example-"));
  let opened: Opened | undefined;
  const current = (): Opened => {
    if (!opened) throw new Error("the example is not open yet");
    return opened;
  };
  beforeAll(async () => {
    opened = await openExample(file, dataDir, needs);
  });
  afterAll(async () => {
    await opened?.server.close(0);
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    get call() {
      return current().call;
    },
    get workflow() {
      return current().workflow;
    },
    deliver: (text, headers) => deliver(current(), text, headers),
    lastEvent: () => lastEvent(current()),
    lastRun: () => lastRun(current()),
  };
}

interface Opened {
  readonly server: Server;
  readonly call: Client;
  readonly workflow: AnswerOf<typeof createWorkflow>;
}

async function openExample(file: string, dataDir: string, needs: ExampleNeeds): Promise<Opened> {
  const { secrets = {}, outboundAllow = [] } = needs;
  const server = await openServer({
    dataDir,
    outboundAllow,
    host: "127.0.0.1",
    port: 0,
    version: "0.0.0",
    logger: pino({ level: "silent" }),
    onFatal(error) {
      throw error;
    },
  });
  const call = makeClient({ url: server.url, key: await keyOf(server), environment: "live" });
  for (const [name, value] of Object.entries(secrets))
    await call(setSecret, { params: { name }, body: { value } });
  const definition = readDefinitionFile(join(import.meta.dirname, file));
  const workflow = await call(createWorkflow, { body: { definition } });
  await call(publishWorkflow, { params: { id: workflow.id }, body: {} });
  await call(activateWorkflow, { params: { id: workflow.id }, body: {} });
  return { server, call, workflow };
}

async function keyOf({ parts }: Server): Promise<string> {
  const order = {
    name: "tests",
    role: "owner",
    environment: "live",
    expiresAt: undefined,
  } as const;
  return (await makeKey(parts, order)).key;
}

async function deliver(
  { workflow }: Opened,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Delivered> {
  const response = await fetch(workflow.trigger.url ?? "", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: text,
  });
  const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, body: isJson ? await response.json() : await response.text() };
}

async function lastEvent({ call }: Opened): Promise<AnswerOf<typeof getEvent>> {
  const { items } = await call(listEvents, { query: { limit: 1 } });
  return call(getEvent, { params: { id: items[0]?.id ?? "none" } });
}

async function lastRun(opened: Opened): Promise<AnswerOf<typeof getRun>> {
  const { runs } = await lastEvent(opened);
  const id = runs[0]?.id ?? "none";
  await opened.server.parts.environments.get("live")?.host.ended(id);
  return opened.call(getRun, { params: { id } });
}
