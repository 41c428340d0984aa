import type { getRun, getRunValue, listStepRuns } from "@stepwell/api";
import type { History, Json, Run, StepRun } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { checkCursor, unknownCursor } from "../../pages.ts";
import { wholeError } from "../../presenters/failure.ts";
import { presentRun, presentStepRun } from "../../presenters/run.ts";
import { notFound } from "../../refuse.ts";
import { valueBudget } from "../../presenters/value-budget.ts";
import { hiddenMark, noted, sightOfRun } from "../../sight.ts";

export const get: Handler<typeof getRun> = async (call) => {
  const { environment, params } = call;
  const history = await environment.host.history(params.id);
  if (!history) throw notFound("run", params.id);
  const reruns = await environment.store.rerunsOf(params.id);
  const sight = noted(call, await sightOfRun(call, history.row));
  return presentRun({ ...history, reruns }, { ...sight, values: valueBudget() });
};

/** The cursor is the number of step runs already read: they only ever grow at the end. */
export const stepRuns: Handler<typeof listStepRuns> = async (call) => {
  const { environment, params, query } = call;
  const history = await environment.host.history(params.id);
  if (!history) throw notFound("run", params.id);
  const { step, limit, cursor = "0" } = query;
  checkCursor(cursor, /^\d{1,9}$/);
  const from = Number(cursor);
  const matching = history.stepRuns.filter(({ stepId }) => step === undefined || step === stepId);
  // All of them may have been read by now; more than there are, nobody has.
  if (from > matching.length) throw unknownCursor();
  const items = matching.slice(from, from + limit);
  const next = from + items.length;
  const own = noted(call, await sightOfRun(call, history.row));
  const sight = { ...own, values: valueBudget() };
  return {
    items: items.map((stepRun) => presentStepRun(history.run, stepRun, sight)),
    nextCursor: next < matching.length ? String(next) : null,
  };
};

export const value: Handler<typeof getRunValue> = async (call) => {
  const { environment, params, query } = call;
  const history = await environment.host.history(params.id);
  if (!history) throw notFound("run", params.id);
  const found = valueIn(history, query);
  if (found === undefined) throw notFound("value", `${query.of} ${query.path ?? ""}`.trim());
  const { hidden } = noted(call, await sightOfRun(call, history.row));
  return { value: hidden ? hiddenMark : found };
};

function valueIn(
  { run, stepRuns }: History,
  { of, path }: typeof getRunValue.query._zod.output,
): Json | undefined {
  if (path === undefined) return ofRun(run)[of];
  const stepRun = stepRuns.find((one) => one.path === path);
  return stepRun && ofStepRun(stepRun)[of];
}

type ValueName = (typeof getRunValue.query._zod.output)["of"];

type Values = Readonly<Partial<Record<ValueName, Json | undefined>>>;

function ofStepRun({ input, output, failure, log }: StepRun): Values {
  return { input, output, error: failure && wholeError(failure), log };
}

function ofRun(run: Run): Values {
  return {
    event: run.identity.event.data,
    output: run.output,
    message: run.message,
    error: run.failure && wholeError(run.failure),
    variables: run.vars,
    response: run.response && { ...run.response },
    messages: run.messages,
  };
}
