import type { AnswerOf, getEvent } from "@stepwell/api";
import { defaultUrl } from "../options.ts";
import { table } from "../print.ts";
import { describeRun, type ShownRun } from "../run-text.ts";
import type { Delivery } from "./deliveries.ts";
import { demoEnvironment, type DemoWorkflow } from "./demo-workflows.ts";

/* What the demo tells people. */

export interface Answer {
  readonly delivery: Delivery;
  readonly status: number;
  readonly body: string;
  /** Where it was accepted: the event that it is, new or known. */
  readonly eventId: string | undefined;
}

/** An answer with what its event has led to. */
export interface Outcome {
  readonly answer: Answer;
  readonly event: AnswerOf<typeof getEvent> | undefined;
  readonly runs: readonly ShownRun[];
}

const senders = { github: "GitHub", stripe: "Stripe" } as const;

export function describeWorkflows(workflows: readonly DemoWorkflow[]): string {
  const rows = workflows.map(({ name, url, isNew }) => [
    `  ${name}`,
    url,
    isNew ? "(imported)" : "(was there already)",
  ]);
  return [
    `\nThe demo uses two workflows in the environment ${demoEnvironment}; their webhook addresses:`,
    aligned(rows),
  ].join("\n");
}

export function describeAnswers(answers: readonly Answer[]): string {
  const rows = answers.map(({ delivery, status, body }, index) => [
    `  ${index + 1}`,
    senders[delivery.to],
    delivery.title,
    `${status} ${answerText(status, body)}`,
  ]);
  return [
    `\n${answers.length} webhooks, signed as their senders sign them, and the answers:`,
    aligned(rows),
  ].join("\n");
}

function aligned(rows: readonly (readonly string[])[]): string {
  const [header = [], ...rest] = rows;
  return table(header, rest);
}

const answerWidth = 90;

function answerText(status: number, body: string): string {
  if (status < 400) return body.length <= answerWidth ? body : `${body.slice(0, answerWidth - 1)}…`;
  const { code, detail = "" } = JSON.parse(body) as { code: string; detail?: string };
  return `${code}: ${detail}`;
}

/** What became of each webhook: a run step by step, or why there is none. */
export function describeOutcomes(outcomes: readonly Outcome[]): string {
  const ids = outcomes.map(({ answer }) => answer.eventId);
  const blocks = outcomes.map(({ answer, event, runs }, index) => {
    const first = ids.indexOf(answer.eventId);
    const head = `\n${index + 1}  ${senders[answer.delivery.to]}  ${answer.delivery.title}`;
    if (!event) return `${head}\nRefused: nothing of it is stored.`;
    if (first < index) return `${head}\nThe same event as ${first + 1}: nothing is done twice.`;
    return [head, ...(runs.length > 0 ? runs.map(describeRun) : [describeDecisions(event)])].join(
      "\n",
    );
  });
  return ["\nWhat became of them:", ...blocks].join("\n");
}

function describeDecisions({ id, decisions }: NonNullable<Outcome["event"]>): string {
  const why = decisions.map(({ outcome, detail }) => `${outcome}: ${detail ?? ""}`);
  return `No run for event ${id}\n  decision ${why.join("; ")}`;
}

export function describeNext(url: string, runId: string | undefined): string {
  const options = `--env ${demoEnvironment}${url === defaultUrl ? "" : ` --url ${url}`}`;
  const lines = [
    "npx stepwell keys create --name me --role owner   (with the same --data as the server)",
    "export STEPWELL_KEY=…                             (the key that it prints)",
    `npx stepwell run list ${options}`,
    ...(runId === undefined ? [] : [`npx stepwell run show ${runId} ${options}`]),
    `npx stepwell workflow list ${options}`,
  ];
  return ["\nThe server is running. To look further, in another terminal:", ...lines].join("\n  ");
}
