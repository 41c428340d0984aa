import { describe, expect, it } from "vitest";
import { check } from "./mistake.suite.ts";
import { mistakesInside, plantedMistakes } from "./planted-mistakes.suite.ts";

/*
 * Mistakes that people make, each planted into a definition that is right: each is found at its step,
 * once, and nothing else is.
 */

describe("a planted mistake is found at its step, and nothing else is", () => {
  it.each(plantedMistakes)("$what", ({ parts, code, stepId, says }) => {
    const findings = check(parts);
    expect(findings.map((finding) => [finding.code, finding.stepId])).toEqual([[code, stepId]]);
    const [{ message, hint } = { message: "" }] = findings;
    expect(`${message} ${hint ?? ""}`).toContain(says);
  });
});

describe("many mistakes in one definition", () => {
  const steps = mistakesInside.flatMap((mistake) => mistake.parts.steps ?? []);

  it("are all found, each at its step", () => {
    const found = check({ steps }).map(({ code, stepId }) => `${stepId}: ${code}`);
    const planted = mistakesInside.map(({ code, stepId }) => `${stepId}: ${code}`);
    expect(found.toSorted()).toEqual(planted.toSorted());
    expect(found.length).toBeGreaterThan(30);
  });

  it("are told in the same order each time", () => {
    expect(check({ steps })).toEqual(check({ steps: structuredClone(steps) }));
  });
});
