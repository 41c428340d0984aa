import { ApiError, type Client, getEvent, getRun, listEvents, makeClient } from "@stepwell/api";
import { isEndedStatus } from "@stepwell/core";
import { makeKey, type Server } from "@stepwell/server";
import { setTimeout as pause } from "node:timers/promises";
import { CliError } from "../cli-error.ts";
import { print } from "../print.ts";
import type { ShownRun } from "../run-text.ts";
import { type Delivery, makeDeliveries } from "./deliveries.ts";
import {
  type Answer,
  describeAnswers,
  describeNext,
  describeOutcomes,
  describeWorkflows,
  type Outcome,
} from "./demo-text.ts";
import {
  demoEnvironment,
  type DemoName,
  type DemoWorkflow,
  openWorkflow,
} from "./demo-workflows.ts";

type Print = (text: string) => void;

/** How long the demo's own key could be used if the process died in the middle. */
const keyLifeMs = 3_600_000;

/**
 * Imports the example workflows into the sandbox, delivers real webhooks to them and tells what
 * happened. All of it goes over HTTP, as it does for everybody else.
 */
export async function runDemo(server: Server, write: Print = print): Promise<void> {
  const { parts, url } = server;
  const { clock, installation } = parts;
  const expiresAt = clock.now() + keyLifeMs;
  const order = { name: "demo", role: "owner", environment: demoEnvironment, expiresAt } as const;
  const { key, record } = await makeKey(parts, order);
  try {
    await demonstrate(server, makeClient({ url, key, environment: demoEnvironment }), write);
  } catch (error) {
    // A full environment or a changed workflow is no reason to end the server.
    if (!(error instanceof ApiError || error instanceof CliError)) throw error;
    write(`The demo cannot go on: ${error.message}`);
  } finally {
    await installation.keys.revoke(record.id, clock.now());
  }
}

async function demonstrate(server: Server, call: Client, write: Print): Promise<void> {
  const workflows = {
    github: await openWorkflow(server, call, "github"),
    stripe: await openWorkflow(server, call, "stripe"),
  };
  write(describeWorkflows(Object.values(workflows)));
  const answers = await deliverAll(server, call, workflows);
  write(describeAnswers(answers));
  const outcomes: Outcome[] = [];
  for (const answer of answers) outcomes.push(await outcomeOf(call, answer));
  write(describeOutcomes(outcomes));
  write(describeNext(server.url, outcomes.flatMap(({ runs }) => runs).at(-1)?.id));
}

type DemoWorkflows = Readonly<Record<DemoName, DemoWorkflow>>;

async function deliverAll(
  server: Server,
  call: Client,
  workflows: DemoWorkflows,
): Promise<readonly Answer[]> {
  const { github, stripe } = workflows;
  const secrets = { github: github.secret, stripe: stripe.secret };
  const now = Math.floor(server.parts.clock.now() / 1000);
  const answers: Answer[] = [];
  for (const delivery of makeDeliveries({ secrets, now })) {
    const { id, url } = workflows[delivery.to];
    const { status, text } = await post(server, url, delivery);
    const eventId = status < 400 ? await newestEvent(call, `webhook/${id}`) : undefined;
    answers.push({ delivery, status, body: text, eventId });
  }
  return answers;
}

/** The public address may lead through a proxy that is not there yet: the path alone is taken. */
async function post({ url }: Server, address: string, { text, headers }: Delivery) {
  const response = await fetch(new URL(new URL(address).pathname, url), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: text,
  });
  return { status: response.status, text: await response.text() };
}

async function newestEvent(call: Client, source: string): Promise<string | undefined> {
  const { items } = await call(listEvents, { query: { limit: 20 } });
  return items.find((event) => event.source === source)?.id;
}

async function outcomeOf(call: Client, answer: Answer): Promise<Outcome> {
  const { eventId } = answer;
  if (eventId === undefined) return { answer, event: undefined, runs: [] };
  const event = await call(getEvent, { params: { id: eventId } });
  const runs = await Promise.all(event.runs.map(({ id }) => endedRun(call, id)));
  return { answer, event, runs };
}

const pollMs = 20;

async function endedRun(call: Client, id: string): Promise<ShownRun> {
  for (;;) {
    const run = await call(getRun, { params: { id } });
    if (isEndedStatus(run.status)) return run;
    await pause(pollMs);
  }
}
