import { type ActionContext, type ActionRunner, type Json, StepError } from "@stepwell/core";

/** One call of an action. */
interface ActionCall {
  readonly name: string;
  readonly key: string;
  readonly attempt: number;
  /** When, by the simulated clock. */
  readonly at: number;
  readonly signal: AbortSignal;
  /** Ends a call that is held. */
  succeed(output?: Json): void;
  fail(retryable?: boolean, retryAfterMs?: number): void;
}

export interface ActionWorld {
  readonly calls: readonly ActionCall[];
  readonly runners: ReadonlyMap<string, ActionRunner>;
  /** Calls of one name, in order. */
  named(name: string): readonly ActionCall[];
  /** Resolves with a call that is made, or was. */
  call(name: string, number?: number): Promise<ActionCall>;
}

/**
 * The outside of a host. The host of an action's URL is its name; its path says how it answers:
 * `held` waits until the test answers, `down` fails and may be tried again, `bad` fails for good,
 * everything else succeeds at once. Scripts are all named `script`, and held.
 */
export function actionWorld(now: () => number): ActionWorld {
  const calls: ActionCall[] = [];
  const listeners: (() => void)[] = [];

  function begin(context: ActionContext, url: string): Promise<Json> {
    const { promise, resolve, reject } = Promise.withResolvers<Json>();
    const { hostname: name, pathname } = new URL(url);
    const { idempotencyKey: key, attempt, signal } = context;
    const call: ActionCall = {
      name,
      key,
      attempt,
      signal,
      at: now(),
      succeed: (output = { name }) => resolve(output),
      fail: (retryable = true, retryAfterMs) => reject(failure(retryable, retryAfterMs)),
    };
    calls.push(call);
    for (const listener of listeners.splice(0)) listener();
    if (pathname === "/down") call.fail();
    else if (pathname === "/bad") call.fail(false);
    else if (pathname !== "/held") call.succeed();
    return promise;
  }

  const named = (name: string) => calls.filter((call) => call.name === name);

  return {
    calls,
    named,
    runners: new Map<string, ActionRunner>([
      ["http", async (context, { url }) => begin(context, url as string)],
      ["script", async (context) => begin(context, "http://script/held")],
    ]),
    async call(name, number = 1) {
      for (;;) {
        const call = named(name)[number - 1];
        if (call) return call;
        await new Promise<void>((resolve) => {
          listeners.push(resolve);
        });
      }
    },
  };
}

function failure(retryable: boolean, retryAfterMs: number | undefined): StepError {
  return new StepError({
    code: "http_status",
    message: "the world said no",
    retryable,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
