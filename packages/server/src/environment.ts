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
import { type DraftFeed, makeDraftFeed } from "./draft-feed.ts";
import type { EventTypes } from "./event-types.ts";
import { makeExclusive } from "./exclusive.ts";
import { type Hooks, makeHooks } from "./hooks.ts";
import { type OpenKeptDays, openKeptDays } from "./kept-days.ts";
import { makeKnownWorkflows } from "./known-workflows.ts";
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
  /** Who wants to hear that a draft was saved. */
  readonly drafts: DraftFeed;
  /** What is known of the types of events. */
  readonly eventTypes: EventTypes;
  /** How many active workflows listen to a type of event. */
  listenersOf(eventType: string): number;
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
  /** A workflow was made, renamed, published, activated, deactivated or deleted. */
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
  readonly eventTypes: EventTypes;
  readonly secrets: OpenSecrets;
  readonly connections: OpenConnections;
  openHost(settings: () => RunSettings): Promise<Host>;
}

export async function openEnvironment(parts: EnvironmentParts): Promise<Environment> {
  const { name, confidential, eventTypes, secrets, connections } = parts;
  const { store } = eventTypes;
  const settings = await openSettings(store);
  const host = await parts.openHost(settings.runSettings);
  const keptDays = await openKeptDays(store);
  const hooks = makeHooks(store);
  const workflows = makeKnownWorkflows(store, names);
  await Promise.all([hooks.reloadAll(), workflows.reloadAll()]);
  let closing: Promise<void> | undefined;

  function names(): KnownNames {
    return {
      env: Object.keys(settings.variables()),
      secrets: secrets.names(),
      connections: connections.all(),
      workflows: workflows.all(),
      eventTypes: eventTypes.known(),
    };
  }

  /** What came before the workflow was confidential is hidden too. */
  function concealOf(workflowId: string): void {
    if (confidential.ofWorkflow(workflowId)) eventTypes.conceal(workflows.eventTypesOf(workflowId));
  }

  async function close(graceMs: number): Promise<void> {
    await host.stop(graceMs);
    await eventTypes.close();
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
    drafts: makeDraftFeed(),
    eventTypes,
    listenersOf: workflows.listenersOf,
    confidential,
    keptDays,
    ...settings,
    names,
    exclusive: makeExclusive(),
    async reload(workflowId) {
      await host.reload(workflowId);
      await hooks.reload(workflowId);
      await workflows.reload(workflowId);
      concealOf(workflowId);
    },
    close: (graceMs) => (closing ??= close(graceMs)),
  };
}

/** Limits and variables: what new runs are given. */
async function openSettings(store: Store) {
  let settings: RunSettings = {
    env: await readVariables(store),
    limits: await readLimits(store),
  };
  return {
    limits: () => settings.limits,
    runSettings: () => settings,
    async setLimits(changes: Partial<Limits>) {
      const limits = { ...settings.limits, ...changes };
      await store.setSetting(limitsSetting, { ...limits });
      settings = { ...settings, limits };
    },
    variables: () => settings.env as Variables,
    async setVariables(variables: Variables) {
      const env = { ...variables };
      await store.setSetting(variablesSetting, env);
      settings = { ...settings, env };
    },
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
