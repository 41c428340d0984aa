import type { updateWorkflow } from "@stepwell/api";
import { applyEdits, type Definition } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { present } from "./load.ts";
import { saveDraft } from "./save-draft.ts";

/** Renames the draft; filing a workflow away deactivates it. */
export const update: Handler<typeof updateWorkflow> = async (call) => {
  const { server, environment, params, body } = call;
  const { archived, ...set } = body;
  const place = { server, environment, id: params.id, revision: undefined };
  const row = await saveDraft(place, (before) => ({
    definition: renamed(draftOf(before), set),
    isArchived: archived ?? before.isArchived,
    activeVersion: archived === true ? undefined : before.activeVersion,
  }));
  return present(row, call);
};

type Details = Omit<typeof updateWorkflow.body._zod.output, "archived">;

function renamed(definition: Definition, set: Details): Definition {
  const edited = applyEdits(definition, [{ op: "setDetails", set }]);
  return edited.ok ? edited.definition : definition;
}
