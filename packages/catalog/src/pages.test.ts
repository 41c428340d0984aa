import { readFileSync } from "node:fs";
import type { Json, StepType } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { stepTypes, triggerTypes } from "./definitions.ts";
import { findingsOf, runToEnd, type Written } from "./run-step.suite.ts";

/*
 * The examples of the reference pages are true. In the page of a step type, `## Example` has two
 * blocks: a step and the data of an event; `## Result` says how a run of that one step with that
 * event ends. Where the outside would have to answer, there is only the step. In the page of a
 * trigger type, `## Example` has a trigger; all other blocks are parts of its config.
 */

function pageOf(folder: string): string {
  return readFileSync(new URL(`${folder}/README.md`, import.meta.url), "utf8");
}

function blocksIn(text: string): readonly Json[] {
  return [...text.matchAll(/^```json\n(.*?)^```/gms)].map(([, json]) => JSON.parse(json ?? ""));
}

/** The JSON blocks below a heading, up to the next one. */
function blocksBelow(page: string, heading: string): readonly Json[] {
  const sections = page.split(/^## /m);
  return blocksIn(sections.find((section) => section.startsWith(`${heading}\n`)) ?? "");
}

function exampleOf({ type, needsCaller }: StepType): Written {
  const [step = null, trigger = {}] = blocksBelow(pageOf(`steps/${type}`), "Example");
  return { steps: [step], trigger, settings: needsCaller === true ? { mode: "sync" } : {} };
}

describe.each(stepTypes)("the page of the step type $type", (stepType) => {
  const { type, kind } = stepType;

  it("has an example of which the checker has nothing to say", () => {
    const example = exampleOf(stepType);
    expect(example.steps).toMatchObject([{ type }]);
    expect(findingsOf(example)).toEqual([]);
  });

  it("has no blocks but those that are tried", () => {
    expect(blocksIn(pageOf(`steps/${type}`))).toHaveLength(kind === "action" ? 1 : 3);
  });
});

const ownTypes = stepTypes.filter(({ kind }) => kind !== "action");

it.each(ownTypes)("the page of the step type $type tells how its example ends", (stepType) => {
  const results = blocksBelow(pageOf(`steps/${stepType.type}`), "Result");
  expect(results).toEqual([runToEnd(exampleOf(stepType))]);
});

describe.each(triggerTypes)("the page of the trigger type $type", (trigger) => {
  const page = pageOf(`triggers/${trigger.type}`);

  it("has an example of which the checker has nothing to say", () => {
    const [example = null] = blocksBelow(page, "Example");
    expect(example).toMatchObject({ type: trigger.type });
    const step = { id: "note", type: "output", config: { value: "{{ trigger }}" } };
    expect(findingsOf({ steps: [step], triggeredBy: example })).toEqual([]);
  });

  it("has parts of a config that are valid", () => {
    const [, ...parts] = blocksIn(page);
    for (const part of parts) expect(trigger.compile(part)).toMatchObject({ ok: true });
  });
});
