import {
  defaultLimits,
  type Host,
  isJsonObject,
  type KnownNames,
  type Limits,
  type RunSettings,
  type Store,
} from "@stepwell/core";
import type { Confidential } from "./confidential.ts";
import { makeExclusive } from "./exclusive.ts";
import { type Hooks, makeHooks } from "./hooks.ts";
import { type OpenKeptDays, openKeptDays } from "./kept-days.ts";
import type { OpenConnections } from "./open-connections.ts";
import type { OpenSecrets } from "./open-secrets.ts";
import { makeRefusedWebhooks, type RefusedWebhooks } from "./refused-webhooks.ts";

/** An environment that is open: its own store, host, limits and webhooks. */
export interface Environment {
  readonly name: string;
  readonly store: Store;
  readonly host: Host;
  readonly hooks: Hooks;
  readonly refusedWebhooks: RefusedWebhooks;
  readonly secrets: OpenSecrets;
  readonly connections: OpenConnections;
  /** Whose payloads are hidden from those who may not read them. */
  readonly confidential: Confidential;
  /** For how long ended runs are kept where their workflow does not say. */
  readonly keptDays: OpenKeptDays;
  limits(): Limits;
  /** What new runs are given. */
  runSettings(): RunSettings;
  setLimits(changes: Partial<Limits>): Promise<void>;
  /** What expressions see as `env`. */
  variables(): Variables;
  setVariables(variables: Variables): Promise<void>;
  /** Names that a definition may refer to. */
  names(): KnownNames;
  /** One change of workflows at a time, so that counted limits hold. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** A workflow was published, activated, deactivated or deleted. */
  reload(workflowId: string): Promise<void>;
  /** Once; later calls wait for the first one. */
  close(graceMs: number): Promise<void>;
}

type Variables = { readonly [name: string]: string };

const limitsSetting = "limits";
const variablesSetting = "variables";

export interface EnvironmentParts {
  readonly name: string;
  readonly confidential: Confidential;
  readonly secrets: OpenSecrets;
  readonly connections: OpenConnections;
  openHost(settings: () => RunSettings): Promise<Host>;
}

export async function openEnvironment(parts: EnvironmentParts): Promise<Environment> {
  const { name, confidential, secrets, connections } = parts;
  const { store } = confidential;
  let settings: RunSettings = {
    env: await readVariables(store),
    limits: await readLimits(store),
  };
  const host = await parts.openHost(() => settings);
  const keptDays = await openKeptDays(store);
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
    refusedWebhooks: makeRefusedWebhooks(),
    secrets,
    connections,
    confidential,
    keptDays,
    limits: () => settings.limits,
    runSettings: () => settings,
    async setLimits(changes) {
      const limits = { ...settings.limits, ...changes };
      await store.setSetting(limitsSetting, { ...limits });
      settings = { ...settings, limits };
    },
    variables: () => settings.env as Variables,
    async setVariables(variables) {
      const env = { ...variables };
      await store.setSetting(variablesSetting, env);
      settings = { ...settings, env };
    },
    names: () => ({
      env: Object.keys(settings.env),
      secrets: secrets.names(),
      connections: connections.all(),
    }),
    exclusive: makeExclusive(),
    async reload(workflowId) {
      await host.reload(workflowId);
      await hooks.reload(workflowId);
    },
    close: (graceMs) => (closing ??= close(graceMs)),
  };
}

async function readVariables(store: Store): Promise<Variables> {
  const stored = await store.setting(variablesSetting);
  return isJsonObject(stored) ? (stored as Variables) : {};
}

async function readLimits(store: Store): Promise<Limits> {
  const stored = await store.setting(limitsSetting);
  return isJsonObject(stored)
    ? { ...defaultLimits, ...(stored as Partial<Limits>) }
    : defaultLimits;
}
