import { limitMessage, type StepFailure } from "@stepwell/core";
import type { GuestCall, GuestLanguage } from "./guest-call.ts";
import type { GuestFault } from "./worker-messages.ts";

/* How a call can fail, in the words of a step run. */

function failure(code: string, message: string): StepFailure {
  return { code, message, retryable: false };
}

/** What a failure is told of. */
export type GuestWork = Pick<GuestCall, "language" | "limits">;

const words: { readonly [language in GuestLanguage]: string } = {
  javascript: "script",
  jmespath: "query",
  jsonpath: "query",
  jsonata: "query",
  mathjs: "calculation",
};

export function timedOut({ language, limits: { timeMs } }: GuestWork): StepFailure {
  const limit = limitMessage("scriptTimeMs", timeMs);
  return failure("timeout", `The ${words[language]} ran longer than ${timeMs} ms. ${limit}`);
}

export function canceled(message: string): StepFailure {
  return failure("canceled", message);
}

export function workerDied(message: string): StepFailure {
  return failure("script_error", `The script ended its worker thread: ${message}`);
}

export function queueFull(queueMax: number): StepFailure {
  const message = `Too many scripts are waiting (at most ${queueMax}, half of them of one workflow). Try again later.`;
  return { code: "server_busy", message, retryable: true };
}

/** What a worker found wrong, as a failure. */
export function failureOfFault(fault: GuestFault, work: GuestWork): StepFailure {
  const { limits } = work;
  switch (fault.kind) {
    case "time":
      return timedOut(work);
    case "memory":
      return failure("limit_reached", limitMessage("scriptMemoryBytesMax", limits.memoryBytesMax));
    case "output":
      return failure("limit_reached", limitMessage("stepOutputBytesMax", limits.outputBytesMax));
    case "engine":
      return failure(
        "script_error",
        `The script broke its engine (${fault.message}), often by deep recursion.`,
      );
    case "syntax":
    case "error":
      return located(fault);
    default:
      return fault satisfies never;
  }
}

function located({ kind, message, line, column }: Extract<GuestFault, { line?: number }>) {
  const code = kind === "syntax" ? "syntax_error" : "script_error";
  if (line === undefined) return failure(code, message);
  const at = column === undefined ? `line ${line}` : `line ${line}, column ${column}`;
  const details = column === undefined ? { line } : { line, column };
  return { ...failure(code, `${message} (${at})`), details };
}
