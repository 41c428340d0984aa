import {
  type forgetSample,
  type keepRunSamples,
  type keepSample,
  type listSamples,
  ProblemError,
} from "@stepwell/api";
import type { Definition, WorkflowRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { isClosed } from "../../closed-workflow.ts";
import type { Environment } from "../../environment.ts";
import { isoTime } from "../../presenters/time.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { notFound } from "../../refuse.ts";
import {
  fitting,
  type KeptSample,
  type KeptSamples,
  readSamples,
  sampleBytesMax,
  samplesBytesMax,
  triggerPlace,
  typesOf,
  withRoomFor,
  writeSamples,
} from "../../samples.ts";
import { loadWorkflow } from "../workflows/load.ts";
import { runSamples } from "./run-samples.ts";

export const list: Handler<typeof listSamples> = async ({ environment, params }) => {
  const row = await loadWorkflow(environment, params.id);
  return { items: present(await shownSamples(environment, row)) };
};

export const keep: Handler<typeof keepSample> = async ({ environment, server, params, body }) => {
  const { id, place } = params;
  return environment.exclusive(async () => {
    const { row, samples } = await openSamples(environment, id);
    const type = typesOf(draftOf(row)).get(place);
    if (type === undefined) throw notFound("step", `${place} in the draft of ${row.name}`);
    const sample = { value: body.value, keptAt: server.clock.now(), runId: null, type };
    const next = withRoomFor(samples, new Map([[place, sample]]));
    if (next.leftOut.length > 0) throw tooLarge(place);
    await writeSamples(environment.store, id, next.samples);
    return presentOne(place, sample);
  });
};

function tooLarge(place: string): ProblemError {
  const [one, all] = [sampleBytesMax / 1024, samplesBytesMax / 1024];
  return new ProblemError(
    "limit_reached",
    `The sample of ${place} is too large: one may have ${one} KB, all samples of a workflow ${all} KB together. Forget some, or keep a shorter one.`,
  );
}

export const forget: Handler<typeof forgetSample> = async ({ environment, params }) => {
  const { id, place } = params;
  await environment.exclusive(async () => {
    await loadWorkflow(environment, id);
    const left = new Map(await readSamples(environment.store, id));
    if (!left.delete(place)) throw notFound("sample", `of ${place}`);
    await writeSamples(environment.store, id, left);
  });
  return null;
};

export const keepRun: Handler<typeof keepRunSamples> = async (call) => {
  const { environment, server, params, body } = call;
  return environment.exclusive(async () => {
    const { row, samples } = await openSamples(environment, params.id);
    const definition = draftOf(row);
    const found = await runSamples(environment, {
      workflowId: row.id,
      runId: body.runId,
      definition,
    });
    if (found === "confidential") throw confidential();
    const values = {
      ...found.steps,
      ...(found.trigger !== undefined && { [triggerPlace]: found.trigger }),
    };
    const [keptAt, { runId }] = [server.clock.now(), body];
    const types = typesOf(definition);
    const added = Object.entries(values).map(
      ([place, value]) => [place, { value, keptAt, runId, type: types.get(place) ?? "" }] as const,
    );
    const next = withRoomFor(samples, new Map(added));
    await writeSamples(environment.store, row.id, next.samples);
    return { items: present(next.samples), leftOut: [...next.leftOut] };
  });
};

/** Those that fit the draft, or what is tried in its place; none of a confidential workflow. */
export async function shownSamples(
  environment: Environment,
  row: WorkflowRow,
  definition: Definition = draftOf(row),
): Promise<KeptSamples> {
  if (isClosed(environment, row)) return new Map();
  return fitting(await readSamples(environment.store, row.id), definition);
}

/** @throws ProblemError where the workflow may have none */
async function openSamples(environment: Environment, id: string) {
  const row = await loadWorkflow(environment, id);
  if (isClosed(environment, row)) throw confidential();
  return { row, samples: await shownSamples(environment, row) };
}

function confidential(): ProblemError {
  return new ProblemError(
    "workflow_confidential",
    "What is confidential is not kept as a sample. Test with data that is made by hand.",
  );
}

function present(samples: KeptSamples) {
  return [...samples].map(([place, sample]) => presentOne(place, sample));
}

function presentOne(place: string, { value, keptAt, runId }: KeptSample) {
  return { place, value, keptAt: isoTime(keptAt), runId };
}
