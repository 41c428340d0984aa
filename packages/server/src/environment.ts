import {
  defaultLimits,
  type Host,
  isJsonObject,
  type Limits,
  type RunSettings,
  type Store,
} from "@stepwell/core";
import { makeExclusive } from "./exclusive.ts";
import { type Hooks, makeHooks } from "./hooks.ts";
import type { OpenSecrets } from "./open-secrets.ts";

/** An environment that is open: its own store, host, limits and webhooks. */
export interface Environment {
  readonly name: string;
  readonly store: Store;
  readonly host: Host;
  readonly hooks: Hooks;
  readonly secrets: OpenSecrets;
  limits(): Limits;
  /** What new runs are given. */
  runSettings(): RunSettings;
  setLimits(changes: Partial<Limits>): Promise<void>;
  /** One change of workflows at a time, so that counted limits hold. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** A workflow was published, activated, deactivated or deleted. */
  reload(workflowId: string): Promise<void>;
  /** Once; later calls wait for the first one. */
  close(graceMs: number): Promise<void>;
}

const limitsSetting = "limits";

export interface EnvironmentParts {
  readonly name: string;
  readonly store: Store;
  readonly secrets: OpenSecrets;
  openHost(settings: () => RunSettings): Promise<Host>;
}

export async function openEnvironment(parts: EnvironmentParts): Promise<Environment> {
  const { name, store, secrets } = parts;
  let settings: RunSettings = { env: {}, limits: await readLimits(store) };
  const host = await parts.openHost(() => settings);
  const hooks = makeHooks(store);
  await hooks.reloadAll();
  let closing: Promise<void> | undefined;

  async function close(graceMs: number): Promise<void> {
    await host.stop(graceMs);
    await store.close();
  }

  return {
    name,
    store,
    host,
    hooks,
    secrets,
    limits: () => settings.limits,
    runSettings: () => settings,
    async setLimits(changes) {
      const limits = { ...settings.limits, ...changes };
      await store.setSetting(limitsSetting, { ...limits });
      settings = { ...settings, limits };
    },
    exclusive: makeExclusive(),
    async reload(workflowId) {
      await host.reload(workflowId);
      await hooks.reload(workflowId);
    },
    close: (graceMs) => (closing ??= close(graceMs)),
  };
}

async function readLimits(store: Store): Promise<Limits> {
  const stored = await store.setting(limitsSetting);
  return isJsonObject(stored)
    ? { ...defaultLimits, ...(stored as Partial<Limits>) }
    : defaultLimits;
}
