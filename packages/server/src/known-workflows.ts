import { registry } from "@stepwell/catalog";
import {
  type Definition,
  type KnownNames,
  type KnownWorkflow,
  parseDefinition,
  runOutputType,
  type Store,
  type Type,
  unknownType,
  type WorkflowRow,
} from "@stepwell/core";

/**
 * The workflows that steps may call, as the checker knows them: read when one changes, never at a
 * check. What a workflow gives back is found out when somebody calls it, and kept until any
 * workflow changes, as it may rest on what others give back.
 */
export interface KnownWorkflows {
  all(): readonly KnownWorkflow[];
  /** Types of public events that the active version listens to. */
  eventTypesOf(workflowId: string): readonly string[];
  /** How many active workflows listen to a type of event. */
  listenersOf(eventType: string): number;
  reload(workflowId: string): Promise<void>;
  reloadAll(): Promise<void>;
}

interface Loaded {
  readonly known: KnownWorkflow;
  readonly eventTypes: readonly string[];
}

export function makeKnownWorkflows(store: Store, names: () => KnownNames): KnownWorkflows {
  const workflows = new Map<string, Loaded>();
  const outputs = new Map<string, Type>();

  /** Where workflows call each other in a circle, the type of the first one is not known within. */
  function outputOf(id: string, definition: Definition): Type {
    const known = outputs.get(id);
    if (known) return known;
    outputs.set(id, unknownType);
    const type = runOutputType(definition, registry, names());
    outputs.set(id, type);
    return type;
  }

  async function load(id: string): Promise<Loaded | undefined> {
    const row = await store.workflow(id);
    if (!row || row.isArchived) return undefined;
    const definition = await activeDefinition(store, row);
    if (!definition) return inactive(row);
    return activeWorkflow(id, definition, () => outputOf(id, definition)) ?? inactive(row);
  }

  async function reload(id: string): Promise<void> {
    const known = await load(id);
    outputs.clear();
    if (known) workflows.set(id, known);
    else workflows.delete(id);
  }

  return {
    all: () => [...workflows.values()].map(({ known }) => known),
    eventTypesOf: (id) => workflows.get(id)?.eventTypes ?? [],
    listenersOf: (type) =>
      [...workflows.values()].filter(({ eventTypes }) => eventTypes.includes(type)).length,
    reload,
    async reloadAll() {
      for (const { id } of await store.workflows()) await reload(id);
    },
  };
}

async function activeDefinition(
  store: Store,
  { id, activeVersion }: WorkflowRow,
): Promise<Definition | undefined> {
  if (activeVersion === undefined) return undefined;
  const version = await store.version(id, activeVersion);
  const parsed = version && parseDefinition(version.definition);
  return parsed?.ok ? parsed.definition : undefined;
}

function activeWorkflow(
  id: string,
  { name, trigger, settings }: Definition,
  output: () => Type,
): Loaded | undefined {
  const result = registry.triggers.get(trigger.type)?.compile(trigger.config);
  if (!result?.ok) return undefined;
  const { isCallable, inputs, mode, eventTypes } = result.compiled;
  const state = isCallable ? "active" : "other";
  const known = { id, name, state, mode: settings?.mode ?? mode, inputs, output } as const;
  return { known, eventTypes };
}

function inactive({ id, name }: WorkflowRow): Loaded {
  const rest = { mode: "async", inputs: undefined, output: () => unknownType } as const;
  return { known: { id, name, state: "inactive", ...rest }, eventTypes: [] };
}
