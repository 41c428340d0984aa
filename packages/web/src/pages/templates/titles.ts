import type { Definition, StepDefinition } from "@stepwell/core";

/** How the steps of a template are called in a language, by their ids. */
export type Titles = Readonly<Record<string, string>>;

/** A template whose steps have their titles: a person keeps them, whatever language comes later. */
export function withTitles(definition: Definition, titles: Titles): Definition {
  return { ...definition, steps: definition.steps.map((step) => titled(step, titles)) };
}

function titled({ id, type, branches, ...rest }: StepDefinition, titles: Titles): StepDefinition {
  const title = titles[id];
  return {
    id,
    type,
    ...(title !== undefined && { title }),
    ...rest,
    ...(branches && {
      branches: branches.map((branch) => ({
        ...branch,
        steps: branch.steps.map((step) => titled(step, titles)),
      })),
    }),
  };
}
