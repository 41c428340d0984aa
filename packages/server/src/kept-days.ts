import { isJsonObject, type Store } from "@stepwell/core";

/* For how many days an environment keeps ended runs, by outcome, where a workflow does not say. */

export interface KeptDays {
  readonly succeededDays: number;
  /** Rejected runs count as failed. */
  readonly failedDays: number;
  readonly canceledDays: number;
}

export interface OpenKeptDays {
  current(): KeptDays;
  set(changes: Partial<KeptDays>): Promise<void>;
}

const setting = "retention";
const defaultKeptDays: KeptDays = { succeededDays: 90, failedDays: 90, canceledDays: 90 };

export async function openKeptDays(store: Store): Promise<OpenKeptDays> {
  const stored = await store.setting(setting);
  const known = isJsonObject(stored) ? (stored as Partial<KeptDays>) : {};
  let days: KeptDays = { ...defaultKeptDays, ...known };
  return {
    current: () => days,
    async set(changes) {
      const next = { ...days, ...changes };
      await store.setSetting(setting, next);
      days = next;
    },
  };
}
