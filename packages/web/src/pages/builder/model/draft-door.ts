import type { Definition } from "@stepwell/core";
import { call } from "../../../api/call.ts";
import { queryClient, signInAgain } from "../../../api/queries.ts";
import { isConcerned } from "../../../api/settled.ts";
import type { DraftDoor } from "./draft-session.ts";

/** The draft of a workflow at the server. */
export function draftDoor(id: string, environment: string | undefined): DraftDoor {
  const params = { id };
  return {
    async replace(definition, revision) {
      const body = { definition: definition as never, revision };
      return (await call("replaceDraft", { params, body }, { environment })).draft;
    },
    async read() {
      const { draft } = await call("getWorkflow", { params }, { environment });
      return { ...draft, definition: draft.definition as unknown as Definition };
    },
    async create(definition) {
      const body = { definition: definition as never };
      const { id: newId } = await call("createWorkflow", { body }, { environment });
      void queryClient.invalidateQueries({
        predicate: (read) => isConcerned("createWorkflow", read),
      });
      return newId;
    },
    signIn: signInAgain,
  };
}
