import { StepError } from "@stepwell/core";
import type { Isolate, IsolateStats } from "@stepwell/isolate";

/** The installation's isolate: one for all environments, which take turns in it. */
export type OpenIsolate = Pick<Isolate, "run" | "check" | "close"> & {
  /** What its calls are doing; undefined before the first one. */
  stats(): IsolateStats | undefined;
};

/** Nothing of it is loaded before the first call: a server without scripts pays nothing. */
export function openIsolateLazily(): OpenIsolate {
  let opened: Promise<Isolate> | undefined;
  let known: Isolate | undefined;
  let isClosed = false;

  async function open(): Promise<Isolate> {
    const { openIsolate } = await import("@stepwell/isolate");
    known = openIsolate();
    return known;
  }

  async function isolate(): Promise<Isolate> {
    if (isClosed && !opened) throw stopping();
    return (opened ??= open());
  }

  return {
    run: async (call, options) => (await isolate()).run(call, options),
    check: async (language, source) => (await isolate()).check(language, source),
    stats: () => known?.stats(),
    async close() {
      isClosed = true;
      await (await opened)?.close();
    },
  };
}

function stopping(): StepError {
  return new StepError({ code: "canceled", message: "The server is stopping." });
}
