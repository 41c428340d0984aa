import type { getWorkflow } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { loadWorkflow, present } from "./load.ts";

export const get: Handler<typeof getWorkflow> = async ({ server, environment, params }) =>
  present(await loadWorkflow(environment, params.id), { server, environment });
