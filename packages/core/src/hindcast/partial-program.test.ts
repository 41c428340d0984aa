import { expect, it } from "vitest";
import { required } from "../assert.ts";
import { readHistory } from "../interpreter/history.ts";
import { identity } from "../interpreter/laws/definition-of.suite.ts";
import { calc, failing, loop, sampleProgram } from "../interpreter/sample-runs.suite.ts";
import type { Json } from "../json.ts";
import type { Program } from "../program.ts";
import { imagine, type Outside } from "./imagine.ts";
import { endingAfter, withGivenOutputs } from "./partial-program.ts";

const nobody: Outside = {
  perform: () => undefined,
  call: () => ({ value: { ok: true, end: undefined }, tookMs: 0, source: "assumed" }),
  signal: () => undefined,
};

async function played(program: Program) {
  const { facts } = await imagine(program, identity, { outside: nobody, startAt: 0 });
  const { run, stepRuns } = readHistory(program, identity, facts);
  return {
    run,
    outputs: stepRuns.map(({ stepId, output }): [string, Json] => [stepId, output ?? null]),
  };
}

const assign = (id: string, value: Json): Json => ({
  id,
  type: "assign",
  config: { name: "x", value },
});

it("steps that are given give what they are told, wherever they are, and do not fail", async () => {
  const steps = [
    failing("bad"),
    loop("each", { count: 1 }, [calc("inner")]),
    assign("last", "{{ steps.bad }}"),
  ];
  const program = withGivenOutputs(sampleProgram(steps), { bad: 7, inner: "i", none: 1 });
  const { run, outputs } = await played(program);
  expect(run.status).toBe("succeeded");
  expect(Object.fromEntries(outputs)).toMatchObject({ bad: 7, inner: "i" });
  // What reads it sees it.
  const literal = await played(sampleProgram([assign("last", 7)]));
  expect(Object.fromEntries(outputs)["last"]).toBe(literal.outputs[0]?.[1]);
});

it("what sets variables or has branches is done as always", async () => {
  const steps = [assign("set", "told"), loop("each", { count: 2 }, [calc("inner")])];
  const whole = await played(sampleProgram(steps));
  const given = await played(withGivenOutputs(sampleProgram(steps), { set: 1, each: 2 }));
  expect(given.outputs).toEqual(whole.outputs);
});

it("a run ends after the step that it is to end after, also inside of others", async () => {
  const body = [calc("a"), calc("b")];
  const program = sampleProgram([calc("first"), loop("each", { count: 1 }, body), failing("last")]);
  const ids = async (stepId: string) => {
    const { run, outputs } = await played(required(endingAfter(program, stepId), "it is there"));
    expect(run.status).toBe("succeeded");
    return outputs.map(([id]) => id).toSorted();
  };
  expect(await ids("first")).toEqual(["first"]);
  expect(await ids("a")).toEqual(["a", "each", "first"]);
  expect(await ids("each")).toEqual(["a", "b", "each", "first"]);
  expect(endingAfter(program, "none")).toBeUndefined();
});
