import { getLimits, getVariables, setLimits, setVariables } from "@stepwell/api";
import type { Command } from "commander";
import { CliError } from "../cli-error.ts";
import { note, print, table } from "../print.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";

/* What an environment gives its runs: limits and variables. */

export function addSettings(program: Command): void {
  const limits = program.command("limits").description("Limits of an environment");
  withServer(limits.command("get").description("Show the limits, and how much is used")).action(
    showLimits,
  );
  withServer(
    limits.command("set <pairs...>").description("Change limits: NAME=NUMBER, any number of them"),
  ).action(changeLimits);
  const variables = program.command("variables").description("Variables of an environment");
  withServer(variables.command("get").description("Show what expressions see as env")).action(
    showVariables,
  );
  withServer(
    variables
      .command("set <pairs...>")
      .description("Set variables: NAME=VALUE, any number of them; NAME= takes one away"),
  ).action(changeVariables);
}

function pairsOf(pairs: readonly string[]): readonly (readonly [string, string])[] {
  return pairs.map((pair) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined)
      throw new CliError(`It is written NAME=VALUE, not “${pair}”.`);
    return [name, value];
  });
}

async function showLimits(options: ServerOptions): Promise<void> {
  const answer = await withClient(options, (call) => call(getLimits));
  if (options.json === true) return print(JSON.stringify(answer));
  const rows = Object.entries(answer.limits).map(([name, value]) => [
    name,
    String(value),
    String(answer.used[name] ?? ""),
  ]);
  return print(table(["LIMIT", "MOST", "USED"], rows));
}

async function changeLimits(pairs: readonly string[], options: ServerOptions): Promise<void> {
  const body = Object.fromEntries(pairsOf(pairs).map(([name, value]) => [name, Number(value)]));
  const { limits } = await withClient(options, (call) => call(setLimits, { body }));
  if (options.json === true) return print(JSON.stringify(limits));
  for (const name of Object.keys(body)) note(`${name} is ${limits[name]}.`);
}

async function showVariables(options: ServerOptions): Promise<void> {
  const { variables } = await withClient(options, (call) => call(getVariables));
  if (options.json === true) return print(JSON.stringify(variables));
  const rows = Object.entries(variables).map(([name, value]) => [name, value]);
  return print(table(["VARIABLE", "VALUE"], rows));
}

async function changeVariables(pairs: readonly string[], options: ServerOptions): Promise<void> {
  const changes = pairsOf(pairs);
  const { variables } = await withClient(options, async (call) => {
    const known = await call(getVariables);
    const all = Object.entries({ ...known.variables, ...Object.fromEntries(changes) });
    const body = { variables: Object.fromEntries(all.filter(([, value]) => value !== "")) };
    return call(setVariables, { body });
  });
  if (options.json === true) return print(JSON.stringify(variables));
  note(`The environment has ${Object.keys(variables).length} variables.`);
}
