import { type ActionRunner, type Json, StepError } from "@stepwell/core";

/** One act on the outside world. */
export interface Effect {
  readonly key: string;
  readonly url: string;
  /** What was sent, as text. */
  readonly sent: string;
}

export interface World {
  readonly effects: readonly Effect[];
  readonly runners: ReadonlyMap<string, ActionRunner>;
}

/**
 * The outside of a simulation. The address says how it answers: `…/flaky` fails the first time that
 * a key comes, `…/down` always, `…/bad` for good; `…/count` gives another answer each time;
 * everything else gives back what it was sent.
 */
export function makeWorld(point: () => boolean): World {
  const effects: Effect[] = [];
  const never = new Promise<Json>(() => {});
  const http: ActionRunner = async ({ idempotencyKey }, request) => {
    if (point()) return never;
    const url = request["url"] as string;
    const isFirst = !effects.some(({ key }) => key === idempotencyKey);
    effects.push({ key: idempotencyKey, url, sent: JSON.stringify(request["body"]) });
    if (point()) return never;
    await Promise.resolve();
    if (url.endsWith("/down") || (url.endsWith("/flaky") && isFirst)) throw failure(true);
    if (url.endsWith("/bad")) throw failure(false);
    const body = url.endsWith("/count") ? effects.length : (request["body"] ?? null);
    return { status: 200, headers: {}, body };
  };
  return { effects, runners: new Map([["http", http]]) };
}

function failure(retryable: boolean): StepError {
  return new StepError({ code: "http_status", message: "the world said no", retryable });
}
