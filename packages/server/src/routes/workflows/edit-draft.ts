import { type editDraft, ProblemError } from "@stepwell/api";
import { applyEdits, type Definition, type EditOperation, type Json } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { present, readDefinition } from "./load.ts";
import { saveDraft } from "./save-draft.ts";

export const edit: Handler<typeof editDraft> = async (call) => {
  const { server, environment, params, body } = call;
  const place = { server, environment, id: params.id, revision: body.revision };
  const row = await saveDraft(place, (before) => ({
    definition: edited(draftOf(before), body.operations),
  }));
  return present(row, call);
};

function edited(definition: Definition, operations: readonly EditOperation[]): Definition {
  const result = applyEdits(definition, operations);
  if (result.ok) return readDefinition(result.definition as unknown as Json);
  const { index, message } = result;
  throw new ProblemError(
    "invalid_input",
    "An operation cannot be carried out; nothing was changed.",
    {
      issues: [{ path: `operations.${index}`, code: "impossible_edit", message }],
    },
  );
}
