import type { listVariables } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import { variablesAt, type VariablePlace } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { isoTimeOrNull } from "../../presenters/time.ts";
import { notFound } from "../../refuse.ts";
import { loadWorkflow } from "./load.ts";
import { samplesOf } from "./variable-samples.ts";

export const variables: Handler<typeof listVariables> = async ({ environment, params, query }) => {
  const row = await loadWorkflow(environment, params.id);
  const definition = draftOf(row);
  const { samples: found, sampledAt } = await samplesOf(environment, row, query.run);
  const samples = { ...found, envNames: Object.keys(environment.runSettings().env) };
  const { path: under } = query;
  const at = placeOf(query);
  const names = environment.names();
  const items = variablesAt(definition, registry, { at, samples, names, ...(under && { under }) });
  if (!items) throw notFound("place or variable", [query.at, query.branch, under].join(" ").trim());
  return { items: [...items], sampledAt: isoTimeOrNull(sampledAt) };
};

type Query = Parameters<typeof variables>[0]["query"];

/** Ids of steps never begin with a dollar. */
function placeOf({ at, branch, inside }: Query): VariablePlace {
  if (at === "$end") return "end";
  if (at === "$trigger") return "trigger";
  const isInside = inside === "true";
  return { stepId: at, isInside, ...(branch !== undefined && { branchId: branch }) };
}
