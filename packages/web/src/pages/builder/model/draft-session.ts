import { type Definition, type Json, jsonEqual } from "@stepwell/core";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import { makeTrialStore } from "../trial/trial-store.ts";
import {
  type BuilderStart,
  type BuilderState,
  type BuilderStore,
  type Finding,
  makeBuilderStore,
} from "./builder-store.ts";
import { forgetLocalCopy, keepLocalCopy, readLocalCopy } from "./local-copy.ts";

const restMs = 800;
const latestMs = 5000;
const againMs = 5000;
const copyRestMs = 300;

/** What has become of it: failed is tried again, a conflict waits for the person. */
export type SaveResult = "saved" | "failed" | "conflict";

export interface ServerDraft {
  readonly definition: Definition;
  readonly revision: number;
  readonly findings: readonly Finding[];
}

type Confirmation = Omit<ServerDraft, "definition">;

/** What a session asks of the server. */
export interface DraftDoor {
  /** @throws Refusal, as `revision_conflict` where the server's draft is not of that revision */
  replace(definition: Definition, revision: number): Promise<Confirmation>;
  read(): Promise<ServerDraft>;
  /** @returns the id of a new workflow */
  create(definition: Definition): Promise<string>;
}

export interface DraftStart extends BuilderStart {
  readonly door: DraftDoor;
}

type Change = Partial<Pick<BuilderState, "revision" | "findings" | "save">>;
type Timer = ReturnType<typeof setTimeout> | undefined;

/**
 * The one owner of a draft that is built: the revision that the server has, whether that is what is
 * here, and the copy in the browser; nobody else changes these. It saves by itself: after a rest, at
 * the latest some seconds after a change, again where it failed.
 */
export class DraftSession {
  readonly store: BuilderStore;
  readonly trials = makeTrialStore();
  /** It began with edits that the server never got. */
  readonly isRestored: boolean;
  readonly #door: DraftDoor;
  readonly #sayFindings: BuilderStart["sayFindings"];
  readonly #set: (change: Change) => void;
  /** What was sent and never answered: the server may have it. */
  readonly #unanswered = new Set<Definition>();
  #isWatching = false;
  #saveTimer: Timer;
  #copyTimer: Timer;
  #unsavedSince: number | undefined;
  #running: Promise<SaveResult> | undefined;
  /** Somebody asked while it was being saved: what was typed meanwhile goes at once. */
  #isAskedAgain = false;

  constructor({ door, ...start }: DraftStart) {
    const left = start.isReadOnly ? undefined : leftHere(start);
    const store = makeBuilderStore({ ...start, ...left });
    this.#door = door;
    this.#sayFindings = start.sayFindings;
    this.#set = store.setState;
    this.store = store;
    this.isRestored = left !== undefined;
    if (left) this.#set({ save: { kind: "unsaved" } });
    store.subscribe(({ definition }, before) => {
      if (definition !== before.definition) this.#changed();
    });
  }

  /** Watches from now on, until the function that it gives back is called. */
  watch(): () => void {
    const warn = (leaving: BeforeUnloadEvent): void => {
      if (this.#save.kind !== "saved" || this.#hasText()) leaving.preventDefault();
    };
    const keepCopy = (): void => this.#keepCopy();
    this.#isWatching = true;
    if (this.#save.kind === "unsaved") this.#plan(restMs);
    addEventListener("beforeunload", warn);
    addEventListener("pagehide", keepCopy);
    return () => {
      this.#isWatching = false;
      removeEventListener("beforeunload", warn);
      removeEventListener("pagehide", keepCopy);
      void this.save();
      keepCopy();
    };
  }

  /** Saves now; resolves when the server has everything that was there, or has refused. */
  save(): Promise<SaveResult> {
    clearTimeout(this.#saveTimer);
    this.#isAskedAgain = true;
    this.#running ??= this.#saveAll().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Saves what is unsaved; false where something would be lost all the same. */
  async mayLeave(): Promise<boolean> {
    if (this.store.getState().isReadOnly) return true;
    return (await this.save()) === "saved" && !this.#hasText();
  }

  /** In a conflict: the server's draft is that of here too, which Undo takes back. */
  takeTheirs(label: string): void {
    const { save, replace } = this.store.getState();
    if (save.kind !== "conflict") return;
    replace(save.theirs.definition, label);
    this.#confirm(save.theirs.definition, save.theirs);
  }

  /** In a conflict: the draft of here replaces the server's. */
  keepMine(): Promise<SaveResult> {
    const save = this.#save;
    if (save.kind === "conflict")
      this.#set({ revision: save.theirs.revision, save: { kind: "unsaved" } });
    return this.save();
  }

  /**
   * In a conflict: the draft of here is a workflow of its own, and the server's stays as it is.
   * @returns the id of the new one
   */
  async saveAsCopy(name: string, label: string): Promise<string> {
    const { definition } = this.store.getState();
    const id = await this.#door.create({ ...definition, name });
    this.takeTheirs(label);
    return id;
  }

  get #save(): BuilderState["save"] {
    return this.store.getState().save;
  }

  #hasText(): boolean {
    return this.store.getState().written !== undefined;
  }

  #changed(): void {
    if (this.#isWatching) this.#copyTimer ??= setTimeout(() => this.#keepCopy(), copyRestMs);
    // What is typed in a conflict waits for the person as well.
    if (this.#save.kind === "conflict") return;
    this.#set({ save: { kind: "unsaved" } });
    this.#unsavedSince ??= performance.now();
    const left = latestMs - (performance.now() - this.#unsavedSince);
    if (this.#running === undefined) this.#plan(Math.max(0, Math.min(restMs, left)));
  }

  #plan(waitMs: number): void {
    clearTimeout(this.#saveTimer);
    if (this.#isWatching) this.#saveTimer = setTimeout(() => void this.save(), waitMs);
  }

  async #saveAll(): Promise<SaveResult> {
    const { kind } = this.#save;
    if (kind === "saved" || kind === "conflict") return kind;
    this.#isAskedAgain = false;
    const result = await this.#saveOnce();
    if (this.#save.kind !== "unsaved") return result;
    if (this.#isAskedAgain) return this.#saveAll();
    this.#plan(restMs);
    return result;
  }

  async #saveOnce(): Promise<SaveResult> {
    const { definition, revision } = this.store.getState();
    this.#set({ save: { kind: "saving" } });
    this.#unsavedSince = undefined;
    this.#unanswered.add(definition);
    try {
      this.#confirm(definition, await this.#door.replace(definition, revision));
      return "saved";
    } catch (error) {
      if (codeOf(error) !== "revision_conflict") return this.#fail(error);
      return this.#meet(definition).catch((failure: unknown) => this.#fail(failure));
    }
  }

  #fail(error: unknown): SaveResult {
    this.#set({ save: { kind: "failed", message: messageOf(error) } });
    this.#plan(againMs);
    return "failed";
  }

  /** The server has another draft: somebody else's, or one from here whose answer was lost. */
  async #meet(sent: Definition): Promise<SaveResult> {
    const theirs = await this.#door.read();
    const own = [sent, ...this.#unanswered].find((one) => isSame(one, theirs.definition));
    if (own === undefined) {
      this.#set({ save: { kind: "conflict", theirs } });
      return "conflict";
    }
    this.#confirm(own, theirs);
    return own === sent ? "saved" : this.#saveOnce();
  }

  /** The server has that definition. */
  #confirm(definition: Definition, { revision, findings }: Confirmation): void {
    const { workflowId, definition: current } = this.store.getState();
    const isAll = current === definition;
    this.#unanswered.clear();
    this.#set({
      revision,
      findings: this.#sayFindings(findings),
      save: isAll ? { kind: "saved", at: Date.now() } : { kind: "unsaved" },
    });
    if (!isAll) return;
    this.#forgetTimers();
    forgetLocalCopy(workflowId);
  }

  #forgetTimers(): void {
    clearTimeout(this.#saveTimer);
    clearTimeout(this.#copyTimer);
    this.#copyTimer = undefined;
    this.#unsavedSince = undefined;
  }

  #keepCopy(): void {
    clearTimeout(this.#copyTimer);
    this.#copyTimer = undefined;
    const { workflowId, definition, revision, save } = this.store.getState();
    if (save.kind !== "saved") keepLocalCopy(workflowId, { definition, revision });
  }
}

/** Edits that were left here, unless the server has got them after all. */
function leftHere({ workflowId, definition }: BuilderStart) {
  const left = readLocalCopy(workflowId, Date.now());
  if (!left) return undefined;
  if (!isSame(left.definition, definition))
    return { definition: left.definition, revision: left.revision };
  forgetLocalCopy(workflowId);
  return undefined;
}

function isSame(one: Definition, other: Definition): boolean {
  return jsonEqual(one as unknown as Json, other as unknown as Json);
}
