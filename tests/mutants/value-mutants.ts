import type { Mutant } from "./mutant.ts";

/** Values, checker, edits and dispatch. */
export const valueMutants: readonly Mutant[] = [
  {
    what: "a value is read again as a template",
    file: "template.ts",
    find: "evaluate: fallback === undefined ? read :",
    replace: `evaluate: fallback === undefined ? (scope) => {
      const value = read(scope);
      const again = typeof value === "string" ? parseTemplateText(value) : undefined;
      return again?.ok ? again.expression.evaluate(scope) : value;
    } :`,
    caughtBy: "template.test.ts",
  },
  {
    what: "a path reaches the prototype",
    file: "json.ts",
    find: "return Object.hasOwn(object, key) ? (object as JsonObject)[key] : undefined;",
    replace: "return (object as JsonObject)[key];",
    caughtBy: "path.test.ts",
  },
  {
    what: "a quoted key is read without its escapes",
    file: "reference.ts",
    find: "JSON.parse(bracket[1] as string) as PathSegment",
    replace: `JSON.parse((bracket[1] as string).replaceAll("\\\\\\\\", "")) as PathSegment`,
    caughtBy: "reference.test.ts",
  },
  {
    what: "a template with a mistake passes as text",
    file: "fields.ts",
    find: "    .refine((value) => !isTemplate(value), { abort: true })\n",
    replace: "",
    caughtBy: "fields.test.ts",
  },
  {
    what: "a time in the gap of a clock change goes back",
    file: "instant.ts",
    find: "=== asUtc - after ? after : before;",
    replace: "=== asUtc - after ? after : after;",
    caughtBy: "instant.test.ts",
  },
  {
    what: "every year has 365 days",
    file: "instant.ts",
    find: "Date.UTC(of.year, of.month, 0)",
    replace: "Date.UTC(2023, of.month, 0)",
    caughtBy: "instant.test.ts",
  },
  {
    what: "what stands in a branch counts as certain",
    file: "checker/steps.ts",
    find: "const areCertain = config.areBranchesCertain && (",
    replace: "const areCertain = (",
    caughtBy: "checker/steps.test.ts",
  },
  {
    what: "what the other branch of a choice gives counts as set before",
    file: "checker/steps.ts",
    find: "if (!isChoice(config.branches)) foreseeVariables",
    replace: "foreseeVariables",
    caughtBy: "checker/certain.test.ts",
  },
  {
    what: "a variable of the turn before is never there",
    file: "checker/steps.ts",
    find: "if (!isChoice(config.branches)) foreseeVariables",
    replace: "if (isChoice(config.branches)) foreseeVariables",
    caughtBy: "checker/certain.test.ts",
  },
  {
    what: "what a branch may have set is forgotten behind it",
    file: "checker/layer.ts",
    find: "const variables = isCertainLayer ? into.variables : into.possibleVariables;",
    replace: "const variables = isCertainLayer ? into.variables : new Set<string>();",
    caughtBy: "checker/certain.test.ts",
  },
  {
    what: "a disabled step is carried out",
    file: "program.ts",
    find: "steps.filter((step) => step.disabled !== true).map(",
    replace: "steps.map(",
    caughtBy: "program.test.ts",
  },
  {
    what: "what a disabled step would give can be read",
    file: "checker/steps.ts",
    find: "const aside = within({ ...around,",
    replace: "const aside = ({ ...around,",
    caughtBy: "checker/disabled.test.ts",
  },
  {
    what: "a type that does not fit is no finding",
    file: "type.ts",
    find: "return given.kind === wanted.kind;",
    replace: "return given.kind !== wanted.kind || true;",
    caughtBy: "checker/check.test.ts",
  },
  {
    what: "an id is inserted twice",
    file: "edit/apply-edits.ts",
    find: "    taken.add(step.id);\n",
    replace: "",
    caughtBy: "edit/apply-edits.test.ts",
  },
  {
    what: "a field of other data is renamed",
    file: "edit/rename-references.ts",
    find: "(?<![\\w$.])",
    replace: "",
    caughtBy: "edit/rename-references.test.ts",
  },
  {
    what: "an insertion moves the steps after it",
    file: "edit/difference.ts",
    find: "if (other.has(step.id)) last",
    replace: "last",
    caughtBy: "edit/difference.test.ts",
  },
  {
    what: "a workflow may start itself once too often",
    file: "dispatch.ts",
    find: "loops >= cycleLimit",
    replace: "loops > cycleLimit",
    caughtBy: "dispatch.test.ts",
  },
];
