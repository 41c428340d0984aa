import type { AnswerOf, listRequests } from "@stepwell/api";
import { isJsonObject, type Json, type RunRow, type StepRun } from "@stepwell/core";
import { presentError, type RunSight } from "./failure.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

type Request = AnswerOf<typeof listRequests>["items"][number];

/** A step run as a request to the outside; its whole input, output and error stay at the run. */
export function presentRequest(run: RunRow, stepRun: StepRun, sight: RunSight): Request {
  const { stepId, type, path, status, attempts, failure } = stepRun;
  const failed = failure && presentError(failure, sight);
  return {
    id: `${run.id}:${path}`,
    runId: run.id,
    workflowId: run.workflowId,
    stepId,
    type,
    path,
    status,
    attempts,
    startedAt: isoTime(stepRun.startedAt),
    endedAt: isoTimeOrNull(stepRun.endedAt),
    summary: sight.hidden ? null : summaryOf(stepRun),
    ...(failed && { error: failed.error }),
    ...(failed?.bytes !== undefined && { large: { error: failed.bytes } }),
  };
}

const charactersMax = 300;

/** What most requests have: a method and address, receivers and a subject, the type of an event. */
export function summaryOf({ input, output, failure }: StepRun): string {
  const asked = isJsonObject(input) ? input : {};
  const texts = ["method", "url", "to", "subject", "type"].flatMap((name) => textOf(asked[name]));
  const status = statusIn(output) ?? statusIn(failure?.details);
  const line = [...texts, ...(status === undefined ? [] : [String(status)])].join(" ");
  return line.length > charactersMax ? `${line.slice(0, charactersMax).toWellFormed()}…` : line;
}

function textOf(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return [value.filter((one) => typeof one === "string").join(", ")];
  return typeof value === "string" ? [value] : [];
}

function statusIn(value: Json | undefined): number | undefined {
  const status = isJsonObject(value) ? value["status"] : undefined;
  return typeof status === "number" ? status : undefined;
}
