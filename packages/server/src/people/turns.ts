import { ProblemError } from "@stepwell/api";

/*
 * A password's hash takes tens of milliseconds of a core and 32 MiB: whoever sends many at once must
 * not take both from the runs.
 */

const atOnceMax = 2;
const waitingMax = 20;

export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Does work when its turn comes. @throws ProblemError where too much waits */
export function makeTurns(): Turns {
  const waiting: (() => void)[] = [];
  let atWork = 0;
  return async (work) => {
    if (atWork >= atOnceMax) {
      if (waiting.length >= waitingMax) throw tooMany();
      // Whoever ends hands his place on.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else atWork += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else atWork -= 1;
    }
  };
}

function tooMany(): ProblemError {
  return new ProblemError(
    "too_many_requests",
    "Too many people sign in at once; try again in 1 s.",
    {
      headers: { "retry-after": "1" },
    },
  );
}
