import type { Answer, OperationName } from "./call.ts";
import { routes } from "./routes.ts";

/* What does not change by itself, and may be large: it is not read again at every occasion. */

export interface Read {
  readonly queryKey: readonly unknown[];
  readonly state: { readonly data: unknown };
}

/** A run that has ended: a change of it is told by the stream, or made by who looks at it. */
export function isSettled({ queryKey: [, name], state }: Read): boolean {
  const run = state.data as Answer<"getRun"> | undefined;
  return name === ("getRun" satisfies OperationName) && run !== undefined && run.endedAt !== null;
}

/** Is what was read to be read again after the write? */
export function isConcerned(write: OperationName, read: Read): boolean {
  return !isSettled(read) || routes[write][1].includes("/runs");
}
