import {
  type forgetSample,
  type keepRunSamples,
  type keepSample,
  type listSamples,
  ProblemError,
} from "@stepwell/api";
import { type Definition, findStep, type WorkflowRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { isClosed } from "../../closed-workflow.ts";
import type { Environment } from "../../environment.ts";
import { isoTime } from "../../presenters/time.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { notFound } from "../../refuse.ts";
import {
  hasRoom,
  type KeptSample,
  type KeptSamples,
  readSamples,
  sampleBytesMax,
  samplesBytesMax,
  triggerPlace,
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
    const type = typeAt(draftOf(row), place);
    if (type === undefined) throw notFound("step", `${place} in the draft of ${row.name}`);
    if (!hasRoom(samples, place, body.value)) throw tooLarge(place);
    const sample = { value: body.value, keptAt: server.clock.now(), runId: null, type };
    await writeSamples(environment.store, id, new Map([...samples, [place, sample]]));
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
    const next = new Map(samples);
    const leftOut: string[] = [];
    for (const [place, value] of Object.entries(values)) {
      const type = typeAt(definition, place) ?? "";
      const sample = { value, keptAt: server.clock.now(), runId: body.runId, type };
      if (hasRoom(next, place, value)) next.set(place, sample);
      else leftOut.push(place);
    }
    await writeSamples(environment.store, row.id, next);
    return { items: present(next), leftOut };
  });
};

/** Those that still fit the draft; none of a confidential workflow. */
export async function shownSamples(
  environment: Environment,
  row: WorkflowRow,
): Promise<KeptSamples> {
  const definition = draftOf(row);
  if (isClosed(environment, row)) return new Map();
  const samples = await readSamples(environment.store, row.id);
  return new Map([...samples].filter(([place, { type }]) => typeAt(definition, place) === type));
}

/** @throws ProblemError where the workflow may have none */
async function openSamples(environment: Environment, id: string) {
  const row = await loadWorkflow(environment, id);
  if (isClosed(environment, row)) throw confidential();
  return { row, samples: await shownSamples(environment, row) };
}

function confidential(): ProblemError {
  return new ProblemError(
    "confidential",
    "What is confidential is not kept as a sample. Test with data that is made by hand.",
  );
}

/** The type of what stands there; undefined where nothing does. */
function typeAt(definition: Definition, place: string): string | undefined {
  return place === triggerPlace ? definition.trigger.type : findStep(definition, place)?.step.type;
}

function present(samples: KeptSamples) {
  return [...samples].map(([place, sample]) => presentOne(place, sample));
}

function presentOne(place: string, { value, keptAt, runId }: KeptSample) {
  return { place, value, keptAt: isoTime(keptAt), runId };
}
