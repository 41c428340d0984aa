import type { AnswerOf, hindcastWorkflow } from "@stepwell/api";
import { hindcastClasses, jsonEqual, type Json } from "@stepwell/core";
import { cut } from "./print.ts";

export type HindcastAnswer = AnswerOf<typeof hindcastWorkflow>;
type HindcastRun = HindcastAnswer["runs"][number];
type Effect = HindcastRun["effects"]["added"][number];

const valueWidthMax = 100;
const effectsShownMax = 5;

/** A report for the terminal: the counts, what was never reached, then every run that differs. */
export function describeHindcast(report: HindcastAnswer): string {
  const { events, skipped, classes, coverage } = report;
  const left = skipped > 0 ? `, ${skipped} left out that have not ended or are too long` : "";
  const counted = hindcastClasses.filter((name) => classes[name] > 0);
  const unentered = coverage.branches.filter(({ entered }) => entered === 0);
  return [
    `${events} past events${left}`,
    ...counted.map((name) => `  ${name.padEnd(15)} ${classes[name]}`),
    assumedLine(report),
    ...listLine(
      "Branches never entered",
      unentered.map(({ stepId, branchId }) => `${stepId}/${branchId}`),
    ),
    ...listLine("Steps never reached", coverage.unreachedStepIds),
    ...report.runs.map((run) => `\n${describeHindcastRun(run)}`),
  ].join("\n");
}

function assumedLine({ answers, assumedShare }: HindcastAnswer): string {
  const { recorded, assumed } = answers;
  if (recorded + assumed === 0) return "No answer from outside was needed";
  const percent = (assumedShare * 100).toFixed(1);
  return `Answers from outside: ${recorded} as recorded, ${assumed} assumed (${percent} %)`;
}

function listLine(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${what}: ${names.join(", ")}`];
}

function describeHindcastRun(run: HindcastRun): string {
  const { removed, added, changed } = run.effects;
  const effects = [
    ...changed.flatMap(({ before, after }) => [effectLine("−", before), effectLine("+", after)]),
    ...removed.map((effect) => effectLine("−", effect)),
    ...added.map((effect) => effectLine("+", effect)),
  ];
  const more = effects.length - 2 * effectsShownMax;
  return [
    `${run.class}  ${run.runId ?? "no run"}  event ${run.eventId}`,
    ...(run.detail === undefined ? [] : [`  ${run.detail}`]),
    ...endLines(run),
    ...effects.slice(0, 2 * effectsShownMax),
    ...(more > 0 ? [`  … and ${more} more lines; --json shows all`] : []),
  ].join("\n");
}

function effectLine(sign: string, { stepId, type, request }: Effect): string {
  return `  ${sign} ${stepId} (${type}) ${value(request)}`;
}

/** How the run ended and how it would, as far as the two differ. */
function endLines({ before, after }: HindcastRun): readonly string[] {
  if (!before || !after) return [];
  const was = endText(before);
  const would = endText(after);
  return [
    ...(was === would ? [] : [`  ended: ${was} → ${would}`]),
    ...fieldLine("output", before.output, after.output),
    ...fieldLine("response", before.response, after.response),
  ];
}

type End = NonNullable<HindcastRun["before"]>;

function endText({ status, reason, message }: End): string {
  const why = reason === null ? status : `${status} (${reason})`;
  return message === null ? why : `${why}: ${cut(message, valueWidthMax)}`;
}

function fieldLine(name: string, before: Json, after: Json): readonly string[] {
  return jsonEqual(before, after) ? [] : [`  ${name}: ${value(before)} → ${value(after)}`];
}

function value(of: Json): string {
  return cut(JSON.stringify(of), valueWidthMax);
}
