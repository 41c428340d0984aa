import { type Definition, type Json, type StepDefinition, textOf, walkSteps } from "@stepwell/core";
import { mathjsConfig } from "../steps/calculate/definition.ts";
import { readMathjs } from "../steps/calculate/mathjs-source.ts";
import { jsonQueryConfig } from "../steps/json_query/definition.ts";
import { scriptConfig } from "../steps/script/definition.ts";
import type { GuestLanguage } from "./run-guest.ts";

/** Guest code of a step, for whoever can compile it: the checker cannot. */
export interface GuestSource {
  readonly stepId: string;
  readonly path: readonly PropertyKey[];
  readonly language: GuestLanguage;
  /** Places in it are places in what the author wrote. */
  readonly source: string;
}

interface FoundSource extends Pick<GuestSource, "language" | "source"> {
  readonly field: string;
}

type ReadSource = (config: Json) => FoundSource | undefined;

const readers: ReadonlyMap<string, ReadSource> = new Map([
  ["calculate", mathjsIn],
  ["json_query", queryIn],
  ["script", scriptIn],
]);

/** The guest code of a definition, where its config is valid; of the others the checker tells. */
export function guestSourcesIn(definition: Definition): readonly GuestSource[] {
  return [...walkSteps(definition)].flatMap(({ step, path, isDisabled }) =>
    isDisabled ? [] : sourceIn(step, path),
  );
}

function sourceIn(
  { id, type, config }: StepDefinition,
  path: readonly PropertyKey[],
): readonly GuestSource[] {
  const found = readers.get(type)?.(config);
  if (!found) return [];
  const { field, language, source } = found;
  return [{ stepId: id, path: [...path, "config", field], language, source }];
}

function scriptIn(config: Json): FoundSource | undefined {
  const { data } = scriptConfig.safeParse(config);
  return data && { field: "code", language: "javascript", source: data.code };
}

function queryIn(config: Json): FoundSource | undefined {
  const { data } = jsonQueryConfig.safeParse(config);
  return data && { field: "expression", language: data.engine, source: data.expression };
}

function mathjsIn(config: Json): FoundSource | undefined {
  const { data } = mathjsConfig.safeParse(config);
  const read = data && readMathjs(textOf(data.expression.source));
  return read?.ok ? { field: "expression", language: "mathjs", source: read.source } : undefined;
}
