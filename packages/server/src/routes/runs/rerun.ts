import { ProblemError, type rerunRun } from "@stepwell/api";
import { limitMessage, required, unitMs } from "@stepwell/core";
import type { Call, Handler } from "../../call.ts";
import { accepted, notFound } from "../../refuse.ts";
import { loadWorkflow } from "../workflows/load.ts";
import { loadRun } from "./load.ts";

const dayMs = unitMs.days;

export const rerun: Handler<typeof rerunRun> = async (call) => {
  const { environment, params, body } = call;
  const original = await loadRun(environment, params.id);
  const { activeVersion } = await loadWorkflow(environment, original.workflowId);
  if (activeVersion === undefined)
    throw new ProblemError(
      "not_active",
      "A run can be run again only while its workflow is active.",
    );
  const version = body.version ?? activeVersion;
  if (!(await environment.store.version(original.workflowId, version)))
    throw notFound("version", `${version} of workflow ${original.workflowId}`);
  await checkAge(call, original.eventId);
  const { runs } = accepted(await environment.host.rerun({ original, version }));
  return { runId: required(runs[0], "a rerun starts a run").identity.id };
};

async function checkAge({ environment, server }: Call<typeof rerunRun>, eventId: string) {
  const event = await environment.store.event(eventId);
  const { rerunDays } = environment.limits();
  const ageMs = server.clock.now() - (event?.receivedAt ?? 0);
  if (ageMs > rerunDays * dayMs)
    throw new ProblemError(
      "rerun_window_over",
      `The event is ${Math.floor(ageMs / dayMs)} days old. ${limitMessage("rerunDays", rerunDays)}`,
    );
}
