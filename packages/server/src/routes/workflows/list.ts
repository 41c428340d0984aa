import type { listWorkflows } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { readPage } from "../../pages.ts";
import { presentWorkflowSummary } from "../../presenters/workflow.ts";
import { makeWorkflowStats } from "../../presenters/workflow-stats.ts";
import { contextOf } from "./load.ts";

export const list: Handler<typeof listWorkflows> = async (call) => {
  const { server, environment, query } = call;
  const { archived = false, q = "", statsDays } = query;
  const needle = q.toLowerCase();
  const context = contextOf(call);
  const rows = (await environment.store.workflows())
    .filter((row) => row.isArchived === archived && row.name.toLowerCase().includes(needle))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const statsOf =
    statsDays === undefined
      ? undefined
      : await makeWorkflowStats(environment.store, statsDays, server.clock.now());
  return readPage(query, {
    idPrefix: "wf",
    read: async ({ limit, cursor }) =>
      rows.filter(({ id }) => cursor === undefined || id < cursor).slice(0, limit),
    present: async (row) => ({
      ...presentWorkflowSummary(row, context),
      ...(statsOf && { stats: await statsOf(row.id) }),
    }),
  });
};
