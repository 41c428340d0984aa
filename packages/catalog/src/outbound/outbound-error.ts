import { StepError } from "@stepwell/core";

/** The two signals that can end a request, to tell them apart afterwards. */
export interface RequestSignals {
  readonly caller: AbortSignal | undefined;
  readonly timeout: AbortSignal;
  readonly timeoutMs: number;
}

const timeoutCodes: ReadonlySet<string> = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "ETIMEDOUT",
]);
/** The request never left: it is safe to send it again. */
const unsentCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whatever went wrong while a request was under way, as the error that a step shows. */
export function outboundError(error: unknown, signals: RequestSignals): StepError {
  const inner = stepErrorIn(error);
  if (inner) return inner;
  if (signals.caller?.aborted === true)
    return new StepError({ code: "canceled", message: "the request was canceled" });
  if (signals.timeout.aborted) return timedOut(`no full response within ${signals.timeoutMs} ms`);
  const code = codeOf(error);
  const details = { cause: code, sent: !unsentCodes.has(code) };
  if (timeoutCodes.has(code)) return timedOut("the server did not answer in time", details);
  if (code === "UND_ERR_INVALID_ARG")
    return new StepError({ code: "invalid_request", message: messageOf(error) });
  return new StepError({
    code: "network_error",
    message: `the request failed: ${messageOf(error)} (${code})`,
    retryable: true,
    details,
  });
}

function timedOut(
  message: string,
  details: { cause: string; sent: boolean } = sentTimeout,
): StepError {
  return new StepError({ code: "timeout", message, retryable: true, details });
}

const sentTimeout = { cause: "timeout", sent: true };

/** Our own error may come back as it is or as the cause of the client's. */
function stepErrorIn(error: unknown): StepError | undefined {
  if (error instanceof StepError) return error;
  return error instanceof Error && error.cause instanceof StepError ? error.cause : undefined;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}

function messageOf(error: unknown): string {
  const { message } = error as Error;
  // A failed attempt at several addresses has its text in the parts only.
  return message === "" ? "no connection" : message;
}
