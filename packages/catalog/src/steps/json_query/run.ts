import type { ActionRunner } from "@stepwell/core";
import { guestOutput, type GuestParts, runGuest } from "../../guest/run-guest.ts";
import type { JsonQueryRequest } from "./definition.ts";
import { shapeResult } from "./shape-result.ts";

export function jsonQueryRunner(parts: GuestParts): ActionRunner {
  return async (context, resolved) => {
    const request = resolved as unknown as Partial<JsonQueryRequest> & JsonQueryRequest;
    const { engine: language, expression: source, source: data, variables = {}, model } = request;
    const work = { language, source, data: data ?? null, variables };
    const found = guestOutput(await runGuest(parts, context, work), "query_error");
    if (model === undefined) return found;
    return shapeResult(found, model, parts.limits().stepOutputBytesMax);
  };
}
