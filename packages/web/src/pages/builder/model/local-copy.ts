import type { Definition } from "@stepwell/core";

/*
 * Edits that the server does not have yet are kept in the browser too, so that neither a crash nor
 * a closed window loses them. The copy goes when the server has confirmed them.
 */

interface KeptDraft {
  readonly definition: Definition;
  /** What the edits began from. */
  readonly revision: number;
}

interface LocalCopy extends KeptDraft {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The tab that wrote it. */
  readonly tab: string;
}

const keyOf = (workflowId: string): string => `stepwell.draft.${workflowId}`;
const tabKey = "stepwell.tab";
/** Another tab that lives writes more often. */
const abandonedMs = 10_000;

/** What was left unsaved here; nothing where another open window still has it. */
export function readLocalCopy(workflowId: string, now: number): KeptDraft | undefined {
  const text = localStorage.getItem(keyOf(workflowId));
  if (text === null) return undefined;
  try {
    const copy = JSON.parse(text) as LocalCopy;
    return copy.tab === thisTab() || now - copy.at > abandonedMs ? copy : undefined;
  } catch {
    return undefined;
  }
}

export function forgetLocalCopy(workflowId: string): void {
  localStorage.removeItem(keyOf(workflowId));
}

export function keepLocalCopy(workflowId: string, draft: KeptDraft): void {
  const copy: LocalCopy = { ...draft, at: Date.now(), tab: thisTab() };
  try {
    localStorage.setItem(keyOf(workflowId), JSON.stringify(copy));
  } catch {
    // The browser's room is full: the server's copy is the one that counts.
  }
}

function thisTab(): string {
  const known = sessionStorage.getItem(tabKey);
  if (known !== null) return known;
  const made = `${Date.now()}-${Math.random()}`;
  sessionStorage.setItem(tabKey, made);
  return made;
}
