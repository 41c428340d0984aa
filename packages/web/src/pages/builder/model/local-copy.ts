import type { Definition } from "@stepwell/core";
import { copyPrefix, keysWith } from "./copy-keys.ts";
import { isSame } from "./fingerprint.ts";
import { forgetKept, keep, keepForTab, readKept, readOfTab } from "../../../ui/browser-storage.ts";

/*
 * The journal of a draft that is built: edits that the server does not have yet are in the browser
 * too, so that neither a crash nor a closed window loses them. Each person has a copy of his own
 * for each workflow and tab; it goes when the server has confirmed it.
 */

export interface CopyPlace {
  readonly userId: string;
  readonly workflowId: string;
  readonly tab: string;
}

interface DraftCopy {
  readonly definition: Definition;
  /** What the edits began from. */
  readonly revision: number;
  /** Fingerprints of what was sent and never answered. */
  readonly sent: readonly string[];
}

/** Who knows the text that stands there has written it last. */
export interface KeptCopy {
  readonly key: string;
  readonly text: string;
}

type StoredCopy = DraftCopy & {
  /** Milliseconds since 1970. */
  readonly at: number;
};

type LeftCopy = StoredCopy & { readonly kept: KeptCopy };

/** While something is unsaved its window writes more often, to tell that it lives. */
const abandonedMs = 10_000;
const tabKey = "stepwell.tab";

function keyOf({ userId, workflowId, tab }: CopyPlace): string {
  return `${copyPrefix(userId, workflowId)}${tab}`;
}

/** What was left unsaved here, unless the server has got it after all. */
export function leftHere(
  place: CopyPlace,
  server: Pick<DraftCopy, "definition" | "revision">,
): LeftCopy | undefined {
  const left = newestLeft(place, Date.now());
  if (!left) return undefined;
  // What is still under way could take its place, until the server has gone on.
  const isPast = server.revision > left.revision || left.sent.length === 0;
  if (!isPast || !isSame(left.definition, server.definition)) return left;
  forgetLocalCopy(left.kept);
  return leftHere(place, server);
}

/** This tab's own, or the newest that no open window has. */
function newestLeft(place: CopyPlace, now: number): LeftCopy | undefined {
  const own = keyOf(place);
  const all = keysWith(copyPrefix(place.userId, place.workflowId)).flatMap(
    (key) => readCopy(key) ?? [],
  );
  const abandoned = all.filter(({ at }) => now - at > abandonedMs);
  return (
    all.find(({ kept }) => kept.key === own) ??
    abandoned.toSorted((one, other) => other.at - one.at)[0]
  );
}

function readCopy(key: string): LeftCopy | undefined {
  const text = readKept(key) ?? "";
  try {
    return { ...(JSON.parse(text) as StoredCopy), kept: { key, text } };
  } catch {
    return undefined;
  }
}

/** Somebody else has written there since. */
export function isReplaced({ key, text }: KeptCopy): boolean {
  return readKept(key) !== text;
}

export function forgetLocalCopy(kept: KeptCopy): void {
  if (!isReplaced(kept)) forgetKept(kept.key);
}

/** @returns undefined where the browser's room is full: the server's copy is the one that counts */
export function keepLocalCopy(place: CopyPlace, copy: DraftCopy): KeptCopy | undefined {
  const key = keyOf(place);
  const text = JSON.stringify({ ...copy, at: Date.now() } satisfies StoredCopy);
  return keep(key, text) ? { key, text } : undefined;
}

export function thisTab(): string {
  const known = readOfTab(tabKey);
  if (known !== null) return known;
  const made = `${Date.now()}-${Math.random()}`;
  keepForTab(tabKey, made);
  return made;
}
