/** Where a host gets its time and randomness: real in production, scripted in simulations. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back at or after an instant, however far away; undone by the function returned. */
  wakeAt(instant: number, callback: () => void): () => void;
}

/** Of events, runs, workflows; API keys; users, their accounts and sessions, invitations; audit. */
export type IdPrefix = "evt" | "run" | "wf" | "key" | "usr" | "acc" | "ses" | "inv" | "aud";

export interface Ids {
  /** A new id: the prefix, then 26 characters, sortable by time and unguessable. */
  make(prefix: IdPrefix): string;
  /** A secret of 256 bits for addresses and keys. */
  secret(): string;
}
