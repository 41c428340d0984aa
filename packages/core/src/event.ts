import type { Json } from "./json.ts";

/** A fact that may start runs; stored before anything acts on it. */
export interface EventRecord {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** When it happened, ISO 8601 UTC. */
  readonly time: string;
  readonly data: Json;
  /** Set where the event is for one workflow only (webhook, manual start). */
  readonly target?: string;
  /** Runs that led to it, the first cause first. */
  readonly causes: readonly Cause[];
}

/** `event` as expressions see it; what a store or host adds to the record is no part of it. */
export function eventVariable({ id, type, source, time, data }: EventRecord): Json {
  return { id, type, source, time, data };
}

export interface Cause {
  readonly workflowId: string;
  readonly runId: string;
}

/** The record of why an event did or did not start a run of a workflow. */
export interface Decision {
  readonly workflowId: string;
  readonly version: number;
  readonly outcome: DecisionOutcome;
  /** In words, for people; empty for a started run. */
  readonly detail?: string;
  readonly runId?: string;
}

export const decisionOutcomes = [
  "started",
  "queued",
  "condition_not_met",
  "condition_failed",
  "cycle_limit",
] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** Request header with the causes of an event, signed by the installation that wrote it. */
export const causesHeader = "stepwell-causes";

/** What every event's type is like, wherever it is written or sent. */
export const eventTypeRule = "an event type has 1 to 500 letters, digits and . _ - : /";
export const eventTypePattern = /^[\w.:/-]{1,500}$/;

/** Types of events that are for one workflow only. */
export const webhookEventType = "webhook.received";
export const manualEventType = "workflow.started";
export const callEventType = "workflow.called";
export const scheduleEventType = "schedule.due";
export const targetedEventTypes: ReadonlySet<string> = new Set([
  webhookEventType,
  manualEventType,
  callEventType,
  scheduleEventType,
]);
