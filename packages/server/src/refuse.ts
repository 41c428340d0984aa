import { type ProblemCode, ProblemError } from "@stepwell/api";
import type { Acceptance, Overload } from "@stepwell/core";

export function notFound(what: string, id: string): ProblemError {
  return new ProblemError("not_found", `There is no ${what} ${id} in this environment.`);
}

const overloadCodes: { readonly [Why in Overload["why"]]: ProblemCode } = {
  read_only: "read_only",
  server_busy: "server_busy",
  stopping: "server_busy",
  workflow_busy: "workflow_busy",
};

/** An overload as its problem, with Retry-After in whole seconds. */
export function overloaded({ why, retryAfterMs }: Overload): ProblemError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  const detail = `Nothing was accepted; try again in ${seconds} s.`;
  return new ProblemError(overloadCodes[why], detail, {
    headers: { "retry-after": String(seconds) },
  });
}

export type Accepted = Extract<Acceptance, { readonly kind: "accepted" }>;

export function accepted(acceptance: Acceptance): Accepted {
  if (acceptance.kind === "overload") throw overloaded(acceptance);
  return acceptance;
}
