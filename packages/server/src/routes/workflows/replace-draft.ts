import type { replaceDraft } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { present, readDefinition } from "./load.ts";
import { saveDraft } from "./save-draft.ts";

export const replace: Handler<typeof replaceDraft> = async (call) => {
  const { server, environment, params, body } = call;
  const definition = readDefinition(body.definition);
  const place = { server, environment, id: params.id, revision: body.revision };
  return present(await saveDraft(place, () => ({ definition })), call);
};
