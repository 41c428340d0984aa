import { expect, it } from "vitest";
import { required } from "../assert.ts";
import { readHistory } from "../interpreter/history.ts";
import { identity } from "../interpreter/laws/definition-of.suite.ts";
import { calc, failing, loop, sampleProgram } from "../interpreter/sample-runs.suite.ts";
import type { Json } from "../json.ts";
import { unknownType } from "../type.ts";
import { imagine, type Outside } from "./imagine.ts";
import { stepTrial, type TrialVariables } from "./step-trial.ts";

const nobody: Outside = {
  perform: () => undefined,
  call: () => ({ value: { ok: true, end: undefined }, tookMs: 0, source: "assumed" }),
  signal: () => undefined,
};

const value = (id: string, from: string): Json => ({
  id,
  type: "assign",
  config: { name: "x", value: from },
});

async function tried(steps: readonly Json[], stepId: string, given: Partial<TrialVariables>) {
  const program = sampleProgram(steps);
  const variables = { steps: {}, vars: {}, scopes: {}, ...given };
  const trial = required(stepTrial(program, stepId, variables), "the step is there");
  const { facts } = await imagine(trial, identity, { outside: nobody, startAt: 0 });
  const { stepRuns } = readHistory(trial, identity, facts);
  return required(
    stepRuns.find((one) => one.stepId === stepId),
    "the step has run",
  );
}

it("a step alone sees outputs, variables and scopes as it is told", async () => {
  const body = [value("inner", "{{ scopes.each.item }}")];
  const steps = [calc("a"), loop("each", { count: 3 }, body), value("b", "{{ steps.a }}")];
  const expectOutput = async (stepId: string, given: Partial<TrialVariables>) =>
    (await tried(steps, stepId, given)).output;
  const ofSeven = await expectOutput("b", { steps: { a: 7, b: 0 } });
  expect(await expectOutput("b", { steps: { a: 8 } })).not.toBe(ofSeven);
  expect(await expectOutput("inner", { scopes: { each: { item: 7 } } })).toBe(ofSeven);
  const fromVariable = [value("c", "{{ vars.y }}")];
  expect((await tried(fromVariable, "c", { vars: { y: 7 } })).output).toBe(ofSeven);
});

it("a step alone fails for itself, also where its scope is nothing", async () => {
  const failed = await tried([failing("bad")], "bad", { scopes: { each: null } });
  expect(failed.status).toBe("failed");
});

it("what is given has no type of its own", () => {
  const variables = { steps: { b: 1 }, vars: {}, scopes: {} };
  const trial = required(stepTrial(sampleProgram([calc("a")]), "a", variables), "a trial");
  const { config } = required(trial.steps[0], "a given step");
  const never = () => unknownType;
  expect([config.output(never), config.scopeType(never)]).toEqual([unknownType, unknownType]);
});

it("there is no trial of a step that is not there", () => {
  const variables = { steps: {}, vars: {}, scopes: {} };
  const program = sampleProgram([loop("each", { count: 1 }, [calc("a")])]);
  expect(stepTrial(program, "none", variables)).toBeUndefined();
});
