import { type ActionRunner, StepError } from "@stepwell/core";
import { guestOutput, type GuestParts, type GuestResult, runGuest } from "../../guest/run-guest.ts";
import type { ScriptRequest } from "./definition.ts";

export function scriptRunner(parts: GuestParts): ActionRunner {
  return async (context, resolved) => {
    const request = resolved as unknown as ScriptRequest;
    const { code: source, arguments: variables = {}, timeMs } = request;
    const result = await runGuest(parts, context, {
      language: "javascript",
      source,
      variables,
      timeMs,
    });
    throwOwnTimeout(result, timeMs, parts.limits().scriptTimeMs);
    return guestOutput(result);
  };
}

/** No admin can raise the limit that the step itself sets. @throws StepError */
function throwOwnTimeout(
  result: GuestResult,
  timeMs: number | undefined,
  scriptTimeMs: number,
): void {
  if (result.ok || result.failure.code !== "timeout") return;
  if (timeMs === undefined || timeMs >= scriptTimeMs) return;
  const message = `The script ran longer than ${timeMs} ms, the timeMs of its step.`;
  throw new StepError({ ...result.failure, message });
}
