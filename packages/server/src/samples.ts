import {
  type Definition,
  isJsonObject,
  type Json,
  type JsonObject,
  type Store,
  walkSteps,
} from "@stepwell/core";

/*
 * What people keep as examples for a draft: of the trigger's data, and of what its steps give. One
 * setting of the workflow, which goes when it goes. Only builder and tests read it.
 */

/** Of the trigger; steps have their ids, which never begin with a dollar. */
export const triggerPlace = "$trigger";

export interface KeptSample {
  readonly value: Json;
  readonly keptAt: number;
  /** The run that it is from. */
  readonly runId: string | null;
  /** Of the step: of another type it gives something else. */
  readonly type: string;
}

/** By place. */
export type KeptSamples = ReadonlyMap<string, KeptSample>;

export const sampleBytesMax = 256 * 1024;
/** Of all samples of a workflow together: each change writes them all. */
export const samplesBytesMax = 1024 * 1024;

const settingOf = (workflowId: string): string => `samples.${workflowId}`;

export async function readSamples(store: Store, workflowId: string): Promise<KeptSamples> {
  const stored = await store.setting(settingOf(workflowId));
  if (!isJsonObject(stored)) return new Map();
  return new Map(Object.entries(stored as unknown as { readonly [place: string]: KeptSample }));
}

export async function writeSamples(
  store: Store,
  workflowId: string,
  samples: KeptSamples,
): Promise<void> {
  const value = Object.fromEntries(samples) as unknown as JsonObject;
  await store.setSetting(settingOf(workflowId), samples.size === 0 ? null : value);
}

function bytesOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Takes in what finds room beside those that it does not replace; each is measured once. */
export function withRoomFor(samples: KeptSamples, added: KeptSamples) {
  const next = new Map(samples);
  const sizes = new Map([...samples].map(([place, { value }]) => [place, bytesOf(value)]));
  let taken = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const leftOut: string[] = [];
  for (const [place, sample] of added) {
    const bytes = bytesOf(sample.value);
    const takenThen = taken - (sizes.get(place) ?? 0) + bytes;
    if (bytes > sampleBytesMax || takenThen > samplesBytesMax) leftOut.push(place);
    else {
      next.set(place, sample);
      taken = takenThen;
    }
  }
  return { samples: next as KeptSamples, leftOut: leftOut as readonly string[] };
}

/** Of what a definition has, by place. */
export function typesOf(definition: Definition): ReadonlyMap<string, string> {
  const steps = [...walkSteps(definition)].map(({ step }) => [step.id, step.type] as const);
  return new Map([[triggerPlace, definition.trigger.type], ...steps]);
}

/** Those that stand for what is there now. */
export function fitting(samples: KeptSamples, definition: Definition): KeptSamples {
  const types = typesOf(definition);
  return new Map([...samples].filter(([place, { type }]) => types.get(place) === type));
}
