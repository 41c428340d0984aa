import type { getWorkflow } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { loadWorkflow, present } from "./load.ts";

export const get: Handler<typeof getWorkflow> = async (call) =>
  present(await loadWorkflow(call.environment, call.params.id), call);
