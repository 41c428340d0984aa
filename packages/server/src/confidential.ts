import {
  isJsonObject,
  type Json,
  type RunRow,
  type Store,
  type StoredEvent,
  StoreReadOnlyError,
} from "@stepwell/core";

/*
 * What is confidential (`settings.confidential`): the runs of a confidential version and of all
 * versions before it, their events, the events that they have caused, and every other run of such an
 * event. Kept apart from the versions, so that it holds when their workflow has been deleted.
 */

export interface Confidential {
  /** The store, with every new version noted. */
  readonly store: Store;
  /** Is anything confidential in this environment? */
  isUsed(): boolean;
  /** Had the workflow ever a confidential version? */
  ofWorkflow(workflowId: string): boolean;
  ofEvent(event: Pick<StoredEvent, "target" | "causes" | "decisions">): boolean;
  /** Without a promise where it is known. */
  ofRun(run: Pick<RunRow, "workflowId" | "version" | "eventId">): boolean | Promise<boolean>;
}

/** By workflow, its newest confidential version. */
type Marks = ReadonlyMap<string, number>;

const setting = "confidential";
const knownEventsMax = 10_000;

export async function openConfidential(store: Store): Promise<Confidential> {
  let marks = await readMarks(store);
  const knownEvents = new Map<string, boolean>();

  async function mark(workflowId: string, version: number | undefined): Promise<void> {
    const next = new Map(marks);
    if (version === undefined) next.delete(workflowId);
    else next.set(workflowId, version);
    await store.setSetting(setting, Object.fromEntries(next));
    marks = next;
    knownEvents.clear();
  }

  /** Noted first: a death in between hides too much rather than too little. */
  const insertVersion: Store["insertVersion"] = async (version, row, afterRevision) => {
    if (!isConfidential(version.definition))
      return store.insertVersion(version, row, afterRevision);
    const before = marks.get(version.workflowId);
    await mark(version.workflowId, version.number);
    const isInserted = await store.insertVersion(version, row, afterRevision);
    if (!isInserted) await mark(version.workflowId, before);
    return isInserted;
  };

  async function ofStoredEvent(eventId: string): Promise<boolean> {
    const event = await store.event(eventId);
    const is = !event || isEventCovered(marks, event);
    if (knownEvents.size >= knownEventsMax) knownEvents.clear();
    knownEvents.set(eventId, is);
    return is;
  }

  return {
    store: { ...store, insertVersion },
    isUsed: () => marks.size > 0,
    ofWorkflow: (workflowId) => marks.has(workflowId),
    ofEvent: (event) => isEventCovered(marks, event),
    ofRun({ workflowId, version, eventId }) {
      if (marks.size === 0) return false;
      if (isCovered(marks, workflowId, version)) return true;
      return knownEvents.get(eventId) ?? ofStoredEvent(eventId);
    },
  };
}

function isCovered(marks: Marks, workflowId: string, version: number): boolean {
  return version <= (marks.get(workflowId) ?? 0);
}

function isEventCovered(
  marks: Marks,
  { target, causes, decisions }: Pick<StoredEvent, "target" | "causes" | "decisions">,
): boolean {
  if (decisions.some(({ workflowId, version }) => isCovered(marks, workflowId, version)))
    return true;
  if (causes.some(({ workflowId }) => marks.has(workflowId))) return true;
  // For a workflow that was not active: no version has looked at it.
  return target !== undefined && decisions.length === 0 && marks.has(target);
}

function isConfidential(definition: Json): boolean {
  const settings = isJsonObject(definition) ? definition["settings"] : undefined;
  return isJsonObject(settings) && settings["confidential"] === true;
}

async function readMarks(store: Store): Promise<Marks> {
  const stored = await store.setting(setting);
  if (isJsonObject(stored)) return new Map(Object.entries(stored as Record<string, number>));
  const found = await findMarks(store);
  await store.setSetting(setting, Object.fromEntries(found)).catch((error: unknown) => {
    // A full disk is no reason not to start: they are looked for again next time.
    if (!(error instanceof StoreReadOnlyError)) throw error;
  });
  return found;
}

/** Versions of an older release, in which nobody noted them. */
async function findMarks(store: Store): Promise<Marks> {
  const marks = new Map<string, number>();
  for (const { id } of await store.workflows())
    for (const { number, definition } of await store.versions(id))
      if (isConfidential(definition)) marks.set(id, Math.max(number, marks.get(id) ?? 0));
  return marks;
}
