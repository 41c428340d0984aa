import type { getLimits, setLimits } from "@stepwell/api";
import type { Limits } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";

export const getAll: Handler<typeof getLimits> = async ({ environment }) => present(environment);

export const set: Handler<typeof setLimits> = async ({ environment, body }) => {
  const changes = Object.entries(body).filter(([, value]) => value !== undefined);
  await environment.exclusive(() =>
    environment.setLimits(Object.fromEntries(changes) as Partial<Limits>),
  );
  return present(environment);
};

async function present({ store, limits }: Environment) {
  const workflows = await store.workflows();
  const active = workflows.filter(({ activeVersion }) => activeVersion !== undefined);
  return {
    limits: { ...limits() },
    used: { workflowsMax: workflows.length, activeWorkflowsMax: active.length },
  };
}
