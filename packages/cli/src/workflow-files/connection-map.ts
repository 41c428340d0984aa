import { readFileSync } from "node:fs";
import { registry } from "@stepwell/catalog";
import { type Definition, isJsonObject, mapSteps, type StepDefinition } from "@stepwell/core";
import { CliError } from "../cli-error.ts";
import { readSource } from "./source.ts";

/** What a connection is called in a file or in one environment, and in the environment that it goes to. */
export type ConnectionMap = ReadonlyMap<string, string>;

/** Reads a file such as `shop: shop_live`. @throws CliError */
export function readConnectionMap(path: string | undefined): ConnectionMap {
  if (path === undefined) return new Map();
  const source = readSource(readFileSync(path, "utf8"));
  if (!source.ok) throw new CliError(`${path}:${source.line}: ${source.message}`);
  const map = source.value === null ? {} : source.value;
  const names = isJsonObject(map) ? Object.entries(map) : [["", null] as const];
  return new Map(
    names.map(([from, to]) => {
      if (typeof to === "string") return [from, to];
      throw new CliError(`${path} must map names of connections to names: shop: shop_live.`);
    }),
  );
}

/** Reads `shop=shop_live`, several times. @throws CliError */
export function connectionMapOf(pairs: readonly string[]): ConnectionMap {
  return new Map(
    pairs.map((pair) => {
      const [, from, to] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
      if (from === undefined || to === undefined)
        throw new CliError(`--map is written name=name, not “${pair}”.`);
      return [from, to];
    }),
  );
}

/** From the environment's names back to those of files. @throws CliError where two became one */
export function inverted(map: ConnectionMap): ConnectionMap {
  const back = new Map<string, string>();
  for (const [from, to] of map) {
    const other = back.get(to);
    if (other !== undefined)
      throw new CliError(
        `The connections ${other} and ${from} are both mapped to ${to}: which one it is in a file cannot be told.`,
      );
    back.set(to, from);
  }
  return back;
}

/** The same definition with the connections of its steps under their other names. */
export function mapConnections(definition: Definition, map: ConnectionMap): Definition {
  if (map.size === 0) return definition;
  return { ...definition, steps: [...mapSteps(definition.steps, (step) => [mapped(step, map)])] };
}

function mapped(step: StepDefinition, map: ConnectionMap): StepDefinition {
  const { connection } = step.config;
  const takesOne = registry.steps.get(step.type)?.connectionKinds !== undefined;
  const name = takesOne && typeof connection === "string" ? map.get(connection) : undefined;
  return name === undefined ? step : { ...step, config: { ...step.config, connection: name } };
}
