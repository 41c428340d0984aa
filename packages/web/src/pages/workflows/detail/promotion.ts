import type { Definition, StepDefinition } from "@stepwell/core";

/* Workflows on their way to another environment: connections go by other names there. */

/** Names of the connections that the steps use, each once. */
export function connectionsIn({ steps }: Definition): readonly string[] {
  const names = allSteps(steps).flatMap(({ config }) => {
    const { connection } = config;
    return typeof connection === "string" && connection !== "" ? [connection] : [];
  });
  return [...new Set(names)].toSorted();
}

function allSteps(steps: readonly StepDefinition[]): readonly StepDefinition[] {
  return steps.flatMap((step) => [
    step,
    ...allSteps((step.branches ?? []).flatMap((branch) => branch.steps)),
  ]);
}

export function withConnections(
  definition: Definition,
  names: Readonly<Record<string, string>>,
): Definition {
  return { ...definition, steps: definition.steps.map((step) => mapped(step, names)) };
}

function mapped(step: StepDefinition, names: Readonly<Record<string, string>>): StepDefinition {
  const { connection } = step.config;
  const name = typeof connection === "string" ? names[connection] : undefined;
  const { branches } = step;
  return {
    ...step,
    ...(name !== undefined && { config: { ...step.config, connection: name } }),
    ...(branches && {
      branches: branches.map((branch) => ({
        ...branch,
        steps: branch.steps.map((inner) => mapped(inner, names)),
      })),
    }),
  };
}
