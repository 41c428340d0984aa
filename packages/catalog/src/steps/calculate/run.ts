import type { ActionRunner } from "@stepwell/core";
import { guestOutput, type GuestParts, runGuest } from "../../guest/run-guest.ts";
import type { MathjsRequest } from "./mathjs-field.ts";
import { withTemplates } from "./mathjs-source.ts";

/** Carries out what the engine mathjs asks for; the other engines compute inline. */
export function mathjsRunner(parts: GuestParts): ActionRunner {
  return async (context, request) => {
    const { source, variables, templates } = request["expression"] as unknown as MathjsRequest;
    const result = await runGuest(parts, context, { language: "mathjs", source, variables });
    if (result.ok) return result.output;
    const message = withTemplates(result.failure.message, templates);
    return guestOutput({ ...result, failure: { ...result.failure, message } }, "mathjs_error");
  };
}
