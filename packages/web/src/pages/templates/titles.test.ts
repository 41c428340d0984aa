import { walkSteps } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { loadTemplate, templates } from "./templates.ts";

describe.each(["en", "de", "fr", "sv"])("the templates in %s", (language) => {
  it.each(templates)("$id names each of its steps, and no others", async ({ id }) => {
    const { definition, titles } = await loadTemplate(id, language);
    const steps = [...walkSteps(definition)].map(({ step }) => step);
    expect(Object.keys(titles).toSorted()).toEqual(steps.map((step) => step.id).toSorted());
    for (const step of steps) expect(step.title).toBe(titles[step.id]);
  });
});

it("speak English where a language is unknown", async () => {
  const { titles } = await loadTemplate("greeting", "tlh");
  expect(titles["thanks"]).toBe("Thank");
});
