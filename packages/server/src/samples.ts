import { isJsonObject, type Json, type JsonObject, type Store } from "@stepwell/core";

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

/** Is there room for it beside those that it does not replace? */
export function hasRoom(samples: KeptSamples, place: string, value: Json): boolean {
  const others = [...samples].filter(([other]) => other !== place);
  const taken = others.reduce((sum, [, sample]) => sum + bytesOf(sample.value), 0);
  const bytes = bytesOf(value);
  return bytes <= sampleBytesMax && taken + bytes <= samplesBytesMax;
}
