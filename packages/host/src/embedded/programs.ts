import {
  compileProgram,
  type Definition,
  parseDefinition,
  type Program,
  type Registry,
  required,
  type Store,
} from "@stepwell/core";

/** Compiled versions; a version never changes. */
export interface Programs {
  load(workflowId: string, version: number): Promise<Program | undefined>;
  /** Programs that listen to an event; those of its target only, where it has one. */
  listening(type: string, target: string | undefined): readonly Program[];
  active(workflowId: string): Program | undefined;
  /** Workflows whose active program a clock drives. */
  scheduled(): readonly string[];
  /** The active program that other workflows may call, by id or name. */
  callable(workflow: string): Program | undefined;
  /** Reads the workflow's active version again. */
  reload(workflowId: string): Promise<void>;
  reloadAll(): Promise<void>;
}

const compiledMax = 500;

interface Parts {
  readonly store: Store;
  readonly registry: Registry;
  failed(error: unknown): void;
}

export function makePrograms(parts: Parts): Programs {
  const compiled = new Map<string, Program>();
  const active = new Map<string, Program>();
  let byType = new Map<string, readonly Program[]>();

  async function load(workflowId: string, version: number): Promise<Program | undefined> {
    const key = `${workflowId}/${version}`;
    const known = compiled.get(key);
    if (known) return known;
    const program = await compile(parts, workflowId, version);
    if (!program) return undefined;
    const [oldest] = compiled.keys();
    if (compiled.size >= compiledMax && oldest !== undefined) compiled.delete(oldest);
    compiled.set(key, program);
    return program;
  }

  async function reload(workflowId: string): Promise<void> {
    const row = await parts.store.workflow(workflowId);
    const version = row?.activeVersion;
    const program = version === undefined ? undefined : await load(workflowId, version);
    if (program) active.set(workflowId, program);
    else active.delete(workflowId);
    byType = indexByType([...active.values()]);
  }

  return {
    load,
    reload,
    listening(type, target) {
      if (target === undefined) return byType.get(type) ?? [];
      const program = active.get(target);
      return program ? [program] : [];
    },
    active: (workflowId) => active.get(workflowId),
    scheduled: () => [...active].flatMap(([id, { schedule }]) => (schedule ? [id] : [])),
    callable(workflow) {
      const known = active.get(workflow) ?? byName(active.values(), workflow);
      return known?.trigger.isCallable ? known : undefined;
    },
    async reloadAll() {
      // A workflow that cannot be compiled any more keeps no other from running.
      for (const { id } of await parts.store.workflows()) await reload(id).catch(parts.failed);
    },
  };
}

async function compile(
  { store, registry }: Parts,
  workflowId: string,
  version: number,
): Promise<Program | undefined> {
  const row = await store.version(workflowId, version);
  if (!row) return undefined;
  const parsed = parseDefinition(row.definition);
  const definition: Definition | undefined = parsed.ok ? parsed.definition : undefined;
  const workflow = { id: workflowId, name: required(definition, "a valid version").name };
  const source = { workflow, version, definition: required(definition, "a valid version") };
  return compileProgram(source, registry);
}

/** Of several with the name the oldest one: ids sort by time. */
function byName(programs: Iterable<Program>, name: string): Program | undefined {
  return [...programs]
    .filter(({ workflow, trigger }) => workflow.name === name && trigger.isCallable)
    .sort((left, right) => (left.workflow.id < right.workflow.id ? -1 : 1))[0];
}

function indexByType(programs: readonly Program[]): Map<string, readonly Program[]> {
  const index = new Map<string, Program[]>();
  for (const program of programs) {
    if (program.trigger.listens === "own") continue;
    for (const type of program.trigger.listens)
      index.set(type, [...(index.get(type) ?? []), program]);
  }
  return index;
}
