import { hindcastWorkflow } from "@stepwell/api";
import { type HindcastClass, hindcastClasses } from "@stepwell/core";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { type Definition, readDefinitionFile } from "../definition-file.ts";
import { findWorkflow } from "../environment-workflows.ts";
import { describeHindcast } from "../hindcast-text.ts";
import { note, print } from "../print.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";

export function addHindcast(program: Command): void {
  withServer(
    program
      .command("hindcast <workflow>")
      .description("Try a workflow's draft on its past events: what would differ")
      .option("--last <n>", "how many events", "100")
      .option("--from <time>", "events from this time on")
      .option("--to <time>", "events before this time")
      .option("--version-number <n>", "this version instead of the draft")
      .option("--file <file>", "the definition of this file instead of the draft")
      .option(
        "--fail-on <classes>",
        "exit with 1 where there is a run of these, with commas between",
      ),
  ).action(hindcast);
}

interface HindcastOptions extends ServerOptions {
  readonly last: string;
  readonly from?: string;
  readonly to?: string;
  readonly versionNumber?: string;
  readonly file?: string;
  readonly failOn?: string;
}

async function hindcast(given: string, options: HindcastOptions): Promise<void> {
  const failing = classesIn(options.failOn);
  const body = bodyOf(options);
  const report = await withClient(options, async (call) => {
    const { id } = await findWorkflow(call, given, options.env);
    return call(hindcastWorkflow, { params: { id }, body });
  });
  print(options.json === true ? JSON.stringify(report) : describeHindcast(report));
  const found = failing.filter((name) => report.classes[name] > 0);
  if (found.length === 0) return;
  note(`--fail-on: ${found.map((name) => `${report.classes[name]} ${name}`).join(", ")}`);
  process.exitCode = 1;
}

interface Body {
  readonly last: number;
  readonly from?: string;
  readonly to?: string;
  readonly version?: number;
  readonly definition?: Definition;
}

function bodyOf({ last, from, to, versionNumber, file }: HindcastOptions): Body {
  if (versionNumber !== undefined && file !== undefined)
    throw new CliError("Give --version-number or --file, not both.");
  return {
    last: wholeNumber("--last", last),
    ...(from !== undefined && { from: timeOf("--from", from) }),
    ...(to !== undefined && { to: timeOf("--to", to) }),
    ...(versionNumber !== undefined && { version: wholeNumber("--version-number", versionNumber) }),
    ...(file !== undefined && { definition: readDefinitionFile(file) }),
  };
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CliError(`${option} must be a whole number from 1 on, not “${text}”.`);
}

function timeOf(option: string, text: string): string {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new CliError(`${option} must be a time such as 2026-11-21T12:00:00Z, not “${text}”.`);
}

function classesIn(text: string | undefined): readonly HindcastClass[] {
  const names = (text ?? "").split(",").flatMap((name) => name.trim() || []);
  return names.map((name) => {
    const known = hindcastClasses.find((one) => one === name);
    if (known !== undefined) return known;
    throw new CliError(
      `--fail-on knows no class “${name}”; there are ${hindcastClasses.join(", ")}.`,
    );
  });
}
