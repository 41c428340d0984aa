import { ProblemError } from "@stepwell/api";
import { unitMs } from "@stepwell/core";

/*
 * Guessing is slow: attempts are counted by address, by account, and by both, before they are looked
 * at. An address that guesses at one account is stopped soon; many addresses that guess at one account
 * are stopped later, so that a stranger alone locks nobody out.
 */

export interface Attempts {
  /** Counts one more. @throws ProblemError where they are too many */
  take(attempt: Attempt): void;
  /** It was no guess: what was counted for its account from its address is forgotten. */
  succeeded(attempt: Attempt): void;
  clear(): void;
}

interface Attempt {
  readonly address: string;
  /** What is guessed at: an e-mail address, or the name of a link's kind. */
  readonly account: string;
}

const windowMs = 15 * unitMs.minutes;
const triesMax = { both: 6, account: 20, address: 25 } as const;
/** Then the oldest are forgotten. */
const countersMax = 20_000;

interface Counter {
  tries: number;
  readonly until: number;
}

export function makeAttempts(now: () => number): Attempts {
  const counters = new Map<string, Counter>();

  function counterOf(key: string): Counter {
    const known = counters.get(key);
    if (known && known.until > now()) return known;
    counters.delete(key);
    const [oldest] = counters.keys();
    if (counters.size >= countersMax && oldest !== undefined) counters.delete(oldest);
    const made = { tries: 0, until: now() + windowMs };
    counters.set(key, made);
    return made;
  }

  return {
    take(attempt) {
      const all = keysOf(attempt).map(({ key, max }) => ({ counter: counterOf(key), max }));
      const full = all.filter(({ counter, max }) => counter.tries >= max);
      if (full.length > 0) {
        const until = Math.max(...full.map(({ counter }) => counter.until));
        throw tooMany(Math.ceil((until - now()) / 1000));
      }
      for (const { counter } of all) counter.tries += 1;
    },
    succeeded(attempt) {
      const [both] = keysOf(attempt);
      counters.delete(both.key);
      for (const { key } of keysOf(attempt).slice(1)) {
        const counter = counters.get(key);
        if (counter) counter.tries -= 1;
      }
    },
    clear: () => counters.clear(),
  };
}

interface Limited {
  readonly key: string;
  readonly max: number;
}

function keysOf({ address, account }: Attempt): readonly [Limited, Limited, Limited] {
  const from = networkOf(address);
  return [
    { key: `both ${from} ${account}`, max: triesMax.both },
    { key: `account ${account}`, max: triesMax.account },
    { key: `address ${from}`, max: triesMax.address },
  ];
}

/** Whoever has one address of IPv6 has the 2^64 beside it. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0");
  return [...front, ...zeros, ...back].slice(0, 4).join(":").toLowerCase();
}

function tooMany(seconds: number): ProblemError {
  const after = Math.max(1, seconds);
  return new ProblemError("too_many_requests", `Too many attempts; try again in ${after} s.`, {
    headers: { "retry-after": String(after) },
  });
}
