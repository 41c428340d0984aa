import { readdirSync } from "node:fs";
import { join } from "node:path";
import { registry } from "@stepwell/catalog";
import {
  checkDefinition,
  defaultLimits,
  parseDefinition,
  required,
  type Variable,
  variablesAt,
  walkSteps,
} from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { readDefinitionFile } from "../../packages/cli/src/definition-file.ts";

/*
 * Fifteen workflows that people build with dashboards of payment services and shops. What no step
 * does yet each file says in its first line.
 */

const folder = join(import.meta.dirname, "stripe-workflows");
const names = readdirSync(folder);
const limits = { ...defaultLimits, stepsPerWorkflowMax: 20 };

function definitionOf(name: string) {
  const parsed = parseDefinition(readDefinitionFile(join(folder, name)));
  return required(parsed.ok ? parsed.definition : undefined, `${name}: ${JSON.stringify(parsed)}`);
}

function flat(variables: readonly Variable[]): readonly Variable[] {
  return variables.flatMap((one) => [one, ...flat(one.children ?? [])]);
}

describe("fifteen workflows", () => {
  it("are all here", () => {
    expect(names).toHaveLength(15);
  });

  it.each(names)("%s has no findings", (name) => {
    expect(checkDefinition(definitionOf(name), registry, limits)).toEqual([]);
  });

  it.each(names)("%s reads only what the picker offers", (name) => {
    const definition = definitionOf(name);
    for (const { step } of walkSteps(definition)) {
      const at = { stepId: step.id };
      const offered = flat([
        ...(variablesAt(definition, registry, { at }) ?? []),
        ...(variablesAt(definition, registry, { at: { ...at, isInside: true } }) ?? []),
      ]);
      const result = registry.steps.get(step.type)?.compile(step.config);
      const compiled = required(result?.ok ? result.compiled : undefined, step.id);
      for (const { expression } of compiled.expressions)
        for (const { text } of expression.references)
          expect(
            offered.some(({ path }) => text === path || text.startsWith(path)),
            `${step.id} reads ${text}`,
          ).toBe(true);
    }
  });
});
