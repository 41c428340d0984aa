import type { AnswerOf, getRun } from "@stepwell/api";
import { cut } from "./print.ts";

export type ShownRun = AnswerOf<typeof getRun>;

const valueWidth = 100;
const pathWidthMax = 40;

const marks: { readonly [status: string]: string } = {
  succeeded: "✓",
  failed: "✗",
  canceled: "–",
  waiting: "…",
  running: "▸",
};

/** A run for the terminal: one line for the run, one for each step run with what it gave. */
export function describeRun(run: ShownRun): string {
  const head = `Run #${run.number} ${run.id}: ${run.status}${run.reason === null ? "" : ` (${run.reason})`}`;
  const pathWidth = Math.max(...run.stepRuns.map(({ path }) => path.length));
  const steps = run.stepRuns.map((step) => stepLine(step, Math.min(pathWidth, pathWidthMax)));
  const more = run.stepRunCount - run.stepRuns.length;
  return [
    head,
    `  event ${run.event.type} ${run.event.id}`,
    ...steps,
    ...(more > 0 ? [`  … and ${more} more step runs`] : []),
    ...(run.error ? [`  error ${run.error.code}: ${run.error.message}`] : []),
    ...(run.output === null ? [] : [`  output ${shorten(JSON.stringify(run.output))}`]),
  ].join("\n");
}

function stepLine(step: ShownRun["stepRuns"][number], pathWidth: number): string {
  const { path, type, status, output, error, attempts } = step;
  const result = error ? `${error.code}: ${error.message}` : JSON.stringify(output ?? null);
  const tries = attempts > 1 ? ` (${attempts} attempts)` : "";
  return `  ${marks[status] ?? " "} ${path.padEnd(pathWidth)} ${type.padEnd(10)} ${shorten(result)}${tries}`;
}

function shorten(text: string): string {
  return cut(text, valueWidth);
}
