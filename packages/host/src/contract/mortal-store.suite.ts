import type { Store } from "@stepwell/core";

export interface MortalStore {
  readonly store: Store;
  /** From now on nobody hears of it: what was asked is never answered, and nothing new is done. */
  die(): void;
}

/** A store as a process sees it that may die: what is on its way to the disk may still arrive. */
export function mortalStore(store: Store): MortalStore {
  let isDead = false;
  const never = new Promise<never>(() => undefined);

  function mortal(work: (...values: readonly unknown[]) => unknown) {
    return (...values: readonly unknown[]): unknown => {
      if (isDead) return never;
      const result = work(...values);
      if (!(result instanceof Promise)) return result;
      const heard = <T>(value: T): T | Promise<never> => (isDead ? never : value);
      return result.then(heard, (error: unknown) => (isDead ? never : Promise.reject(error)));
    };
  }

  const entries = Object.entries(store).map(([name, work]) => [name, mortal(work)]);
  return {
    store: {
      ...(Object.fromEntries(entries) as unknown as Store),
      backlog: () => store.backlog(),
      health: () => store.health(),
    },
    die() {
      isDead = true;
    },
  };
}
