import { ProblemError, type rerunRun } from "@stepwell/api";
import { limitMessage, required, unitMs } from "@stepwell/core";
import type { Handler, ServerParts } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { accepted, notFound } from "../../refuse.ts";
import { loadWorkflow } from "../workflows/load.ts";
import { loadRun } from "./load.ts";

const dayMs = unitMs.days;

export interface Place {
  readonly environment: Environment;
  readonly server: ServerParts;
}

export const rerun: Handler<typeof rerunRun> = async (call) => ({
  runId: await runAgain(call, call.params.id, call.body.version),
});

/** The id of the new run. @throws ProblemError */
export async function runAgain(
  place: Place,
  id: string,
  wanted: number | undefined,
): Promise<string> {
  const { environment } = place;
  const original = await loadRun(environment, id);
  const { activeVersion } = await loadWorkflow(environment, original.workflowId);
  if (activeVersion === undefined)
    throw new ProblemError(
      "not_active",
      "A run can be run again only while its workflow is active.",
    );
  const version = wanted ?? activeVersion;
  if (!(await environment.store.version(original.workflowId, version)))
    throw notFound("version", `${version} of workflow ${original.workflowId}`);
  await checkAge(place, original.eventId);
  const { runs } = accepted(await environment.host.rerun({ original, version }));
  return required(runs[0], "a rerun starts a run").identity.id;
}

async function checkAge({ environment, server }: Place, eventId: string): Promise<void> {
  const event = await environment.store.event(eventId);
  const { rerunDays } = environment.limits();
  const ageMs = server.clock.now() - (event?.receivedAt ?? 0);
  if (ageMs > rerunDays * dayMs)
    throw new ProblemError(
      "rerun_window_over",
      `The event is ${Math.floor(ageMs / dayMs)} days old. ${limitMessage("rerunDays", rerunDays)}`,
    );
}
