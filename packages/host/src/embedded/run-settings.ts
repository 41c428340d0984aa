import { required, type RunSettings, type Store } from "@stepwell/core";

/** Settings under the number that runs refer to. */
export interface KnownSettings {
  readonly id: number;
  readonly settings: RunSettings;
}

export interface RunSettingsSource {
  /** What new runs get; without a promise unless it has just changed. */
  current(): KnownSettings | Promise<KnownSettings>;
  /** What a run was given when it was made. */
  of(id: number): Promise<RunSettings>;
}

const knownMax = 100;

/** @param now the same object until the environment's settings change */
export function makeRunSettings(store: Store, now: () => RunSettings): RunSettingsSource {
  const known = new Map<number, RunSettings>();
  let latest: KnownSettings | undefined;

  async function keep(settings: RunSettings): Promise<KnownSettings> {
    const id = await store.keepRunSettings(settings);
    latest = { id, settings };
    return latest;
  }

  return {
    current() {
      const settings = now();
      return latest?.settings === settings ? latest : keep(settings);
    },
    async of(id) {
      const found = known.get(id) ?? required(await store.runSettings(id), `settings ${id}`);
      if (known.size >= knownMax) known.clear();
      known.set(id, found);
      return found;
    },
  };
}
