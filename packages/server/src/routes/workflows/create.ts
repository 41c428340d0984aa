import { type createWorkflow, ProblemError } from "@stepwell/api";
import { type Json, limitMessage, type WorkflowRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { present, readDefinition } from "./load.ts";

export const create: Handler<typeof createWorkflow> = async (call) => {
  const { server, environment, body } = call;
  const definition = readDefinition(body.definition);
  const { store, limits, exclusive } = environment;
  return exclusive(async () => {
    const { workflowsMax } = limits();
    if ((await store.workflows()).length >= workflowsMax)
      throw new ProblemError("limit_reached", limitMessage("workflowsMax", workflowsMax));
    const now = server.clock.now();
    const row: WorkflowRow = {
      id: server.ids.make("wf"),
      token: server.ids.secret(),
      name: definition.name,
      draft: definition as unknown as Json,
      draftRevision: 1,
      activeVersion: undefined,
      latestVersion: 0,
      isArchived: false,
      createdAt: now,
      updatedAt: now,
    };
    await store.insertWorkflow(row);
    await environment.reload(row.id);
    return present(row, call);
  });
};
