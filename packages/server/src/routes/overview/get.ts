import type { AnswerOf, getOverview } from "@stepwell/api";
import type { EndedRunCount, WorkflowRow } from "@stepwell/core";
import type { Call, Handler } from "../../call.ts";
import { bucketsOf, outcomesOf, spanOf } from "../../figures.ts";
import { isoTime } from "../../presenters/time.ts";
import { sightOfRun } from "../../sight.ts";

const failingMax = 10;

type OverviewCall = Call<typeof getOverview>;

export const get: Handler<typeof getOverview> = async (call) => {
  const { environment, server, query } = call;
  const { store, limits } = environment;
  const now = server.clock.now();
  const span = spanOf(Number(query.days), now);
  const counts = await store.endedRunCounts(span);
  const workflows = await store.workflows();
  const { activeWorkflowsMax: limitActive, workflowsMax: limitTotal } = limits();
  const active = workflows.filter(({ activeVersion }) => activeVersion !== undefined).length;
  return {
    from: isoTime(span.from),
    to: isoTime(now),
    bucket: span.bucket,
    runs: bucketsOf(span, counts).map((one) => ({ ...one, start: isoTime(one.start) })),
    ...(await store.openRunCounts()),
    workflows: { active, total: workflows.length, limitActive, limitTotal },
    failing: await failingOf(call, counts, workflows),
  };
};

type Failing = AnswerOf<typeof getOverview>["failing"][number];

/** The most failures first. */
async function failingOf(
  call: OverviewCall,
  counts: readonly EndedRunCount[],
  workflows: readonly WorkflowRow[],
): Promise<Failing[]> {
  const byWorkflow = Map.groupBy(counts, ({ workflowId }) => workflowId);
  const failing = workflows.flatMap(({ id, name }) => {
    const outcomes = outcomesOf(byWorkflow.get(id) ?? []);
    const ended = Object.values(outcomes).reduce((sum, one) => sum + one);
    const { failed } = outcomes;
    return failed === 0 ? [] : [{ workflowId: id, name, failed, ended }];
  });
  const most = failing
    .toSorted((left, right) => right.failed - left.failed || right.ended - left.ended)
    .slice(0, failingMax);
  return Promise.all(most.map(async (one) => ({ ...one, ...(await lastFailure(call, one)) })));
}

async function lastFailure(call: OverviewCall, { workflowId }: Pick<Failing, "workflowId">) {
  const filter = { workflowId, statuses: ["failed"] } as const;
  const [run] = await call.environment.store.runs(filter, { limit: 1, cursor: undefined });
  if (!run) return { lastFailureRunId: null };
  const { hidden } = await sightOfRun(call, run);
  return {
    lastFailureRunId: run.id,
    ...(run.message !== undefined && !hidden && { lastMessage: run.message }),
  };
}
