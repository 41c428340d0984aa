import type { Mutant } from "./mutant.ts";

const advance = "interpreter/advance.ts";
const lists = "interpreter/lists.ts";
const frames = "interpreter/frames.ts";
const debts = "interpreter/debts.ts";
const copyRun = "interpreter/copy-run.ts";
const machine = "interpreter/machine.ts";
const retry = "interpreter/retry.ts";
const history = "interpreter/history.ts";
const laws = "interpreter/laws.test.ts";
const table = "interpreter/advance.test.ts";

/** Facts and the run. */
const runMutants: readonly Mutant[] = [
  {
    what: "a run that has ended goes on",
    file: advance,
    find: "  if (isEnded(run)) return false;\n",
    replace: "",
    caughtBy: laws,
  },
  {
    what: "an outcome of another attempt is taken",
    file: advance,
    find: ` || open.state.attempt !== attempt) return undefined;`,
    replace: ") return undefined;",
    caughtBy: laws,
  },
  {
    what: "a run starts twice",
    file: advance,
    find: `case "start":\n      return false;`,
    replace: `case "start":\n      return true;`,
    caughtBy: laws,
  },
  {
    what: "a wake that is too early is taken",
    file: advance,
    find: "(pending(run).wakeAt ?? Infinity) <= fact.at",
    replace: "pending(run).wakeAt !== undefined",
    caughtBy: laws,
  },
  {
    what: "an intent is taken twice",
    file: advance,
    find: "performing(run, fact)?.state.isIntended === false",
    replace: "performing(run, fact) !== undefined",
    caughtBy: laws,
  },
  {
    what: "the given run is changed",
    file: advance,
    find: "const next = copyRun(run);",
    replace: "const next = { ...run };",
    caughtBy: laws,
  },
  {
    what: "outputs are shared between a run and its copy",
    file: copyRun,
    find: "outputs: new Map(frame.outputs)",
    replace: "outputs: frame.outputs",
    caughtBy: laws,
  },
  {
    what: "outputs of ended frames are shared between a run and its copy",
    file: copyRun,
    find: "latest: new Map(state.latest)",
    replace: "latest: state.latest",
    caughtBy: laws,
  },
  {
    what: "an outcome after the run's time-out is taken",
    file: advance,
    find: "timeoutAt !== undefined && timeoutAt <= at",
    replace: "timeoutAt !== undefined && timeoutAt < at - 10",
    caughtBy: table,
  },
  {
    what: "a run whose slice is full counts as waiting",
    file: advance,
    find: "calls.length > 0 || mustProceed",
    replace: "calls.length > 0",
    caughtBy: table,
  },
  {
    what: "a retry keeps its attempt's number",
    file: advance,
    find: "attempt: attempt + 1",
    replace: "attempt",
    caughtBy: "interpreter/history.test.ts",
  },
];

/** Lists, frames and policies. */
const stepMutants: readonly Mutant[] = [
  {
    what: "every second step is skipped",
    file: lists,
    find: "frame.position += 1;",
    replace: "frame.position += 2;",
    caughtBy: laws,
  },
  {
    what: "a step that goes on forgets its error",
    file: lists,
    find: "  frame.outputs.set(step.id, { error: errorValue(failure) });\n",
    replace: "",
    caughtBy: laws,
  },
  {
    what: "a step's time-out ends its error branch too",
    file: lists,
    find: "    current.deadlineAt = undefined;\n",
    replace: "",
    caughtBy: table,
  },
  {
    what: "a step's time-out is noticed one millisecond late",
    file: lists,
    find: "deadlineAt !== undefined && deadlineAt <= at;",
    replace: "deadlineAt !== undefined && deadlineAt < at;",
    caughtBy: table,
  },
  {
    what: "a wait ends at once",
    file: lists,
    find: "wait.untilMs !== undefined && wait.untilMs <= machine.at",
    replace: "wait.untilMs !== undefined",
    caughtBy: laws,
  },
  {
    what: "what follows a wait begins only with the next fact",
    file: lists,
    find: "  return settle(machine, frame, current);\n",
    replace: "  return current.state;\n",
    caughtBy: "interpreter/calls.test.ts",
  },
  {
    what: "a run that has called still owes the call",
    file: debts,
    find: "if (call && state.calledRunId === undefined)",
    replace: "if (call)",
    caughtBy: table,
  },
  {
    what: "a call that was refused goes on",
    file: advance,
    find: ': { kind: "failed", failure: fact.result.failure };',
    replace: ': { kind: "done", output: null };',
    caughtBy: laws,
  },
  {
    what: "the limit of a run can be handled by a step",
    file: lists,
    find: `  machine.ending = { kind: "failed", failure };\n  return true;`,
    replace: "  return failure === undefined;",
    caughtBy: table,
  },
  {
    what: "a branch without a condition is not met",
    file: lists,
    find: "return when === undefined || when.evaluate(scope) === true;",
    replace: "return when !== undefined && when.evaluate(scope) === true && false;",
    caughtBy: laws,
  },
  {
    what: "the concurrency is ignored",
    file: frames,
    find: "frames.length < plan.concurrency && ",
    replace: "",
    caughtBy: laws,
  },
  {
    what: "the frame that ends last leaves its outputs",
    file: frames,
    find: "if (index >= (latest.get(id)?.index ?? 0)) latest.set(",
    replace: "latest.set(",
    caughtBy: laws,
  },
  {
    what: "a race waits for a success",
    file: frames,
    find: "return succeeded + failed > 0;",
    replace: "return succeeded > 0;",
    caughtBy: laws,
  },
  {
    what: "one failure fails a step that wants any",
    file: frames,
    find: `(join === "any" && succeeded === 0)`,
    replace: `join === "any"`,
    caughtBy: laws,
  },
  {
    what: "a loop that should break goes on",
    file: frames,
    find: `    if (state.plan.join === "until_failure") state.isStopped = true;\n`,
    replace: "",
    caughtBy: laws,
  },
  {
    what: "a skipped item is not counted",
    file: frames,
    find: "state.skipped += 1",
    replace: "state.skipped += 0",
    caughtBy: laws,
  },
  {
    what: "frames that are given up are not told of",
    file: frames,
    find: `[key]: "canceled"`,
    replace: `[key]: "succeeded"`,
    caughtBy: laws,
  },
  {
    what: "empty frames cost nothing",
    file: frames,
    find: ` || steps.length === 0) machine.budget`,
    replace: ") machine.budget",
    caughtBy: table,
  },
  {
    what: "a step sees only the outputs of its own list",
    file: machine,
    find: "at = at.parent) {",
    replace: "at = undefined) {",
    caughtBy: laws,
  },
];

/** Debts, retries and history. */
const debtMutants: readonly Mutant[] = [
  {
    what: "nobody wakes a run at a step's time-out",
    file: debts,
    find: "earliest(deadlineAt, state.wait.untilMs) : deadlineAt;",
    replace: "earliest(deadlineAt, state.wait.untilMs) : undefined;",
    caughtBy: laws,
  },
  {
    what: "a full slice is forgotten",
    file: debts,
    find: `return current.state.kind === "frames" && canEnter(current.state);`,
    replace: "return false;",
    caughtBy: laws,
  },
  {
    what: "at most once asks for no intent",
    file: debts,
    find: "const mustIntend = isAtMostOnce && !isIntended;",
    replace: "const mustIntend = isAtMostOnce && isIntended;",
    caughtBy: "interpreter/debts.test.ts",
  },
  {
    what: "one attempt too many",
    file: retry,
    find: "attempt >= policy.attempts",
    replace: "attempt > policy.attempts",
    caughtBy: "interpreter/retry.test.ts",
  },
  {
    what: "a failure that will come again is tried again",
    file: retry,
    find: "!failure.retryable || ",
    replace: "",
    caughtBy: laws,
  },
  {
    what: "what the other side asked for is not waited for",
    file: retry,
    find: "Math.max(delay, failure.retryAfterMs ?? 0)",
    replace: "delay",
    caughtBy: "interpreter/retry.test.ts",
  },
  {
    what: "the log of a late outcome is kept",
    file: history,
    find: "if (open && next !== run)",
    replace: "if (open)",
    caughtBy: "interpreter/history.test.ts",
  },
  {
    what: "a step whose name begins alike is closed too",
    file: history,
    find: "inner.startsWith(`${path}/`)",
    replace: "inner.startsWith(path)",
    caughtBy: "interpreter/history.test.ts",
  },
];

export const interpreterMutants: readonly Mutant[] = [
  ...runMutants,
  ...stepMutants,
  ...debtMutants,
];
