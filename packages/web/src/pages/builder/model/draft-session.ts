import type { Definition } from "@stepwell/core";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import { makeTrialStore } from "../trial/trial-store.ts";
import {
  type BuilderStart,
  type BuilderState,
  type BuilderStore,
  type Finding,
  makeBuilderStore,
} from "./builder-store.ts";
import { fingerprintOf, isSame } from "./fingerprint.ts";
import { type Following, following } from "./following.ts";
import { record } from "./history.ts";
import {
  type CopyPlace,
  forgetLocalCopy,
  isReplaced,
  keepLocalCopy,
  type KeptCopy,
  leftHere,
  thisTab,
} from "./local-copy.ts";
import { againAfterMs, mayHaveArrived } from "./save-failure.ts";

const restMs = 800;
const latestMs = 5000;
const copyRestMs = 300;
/** So often the copy tells other windows that this one lives. */
const livesMs = 4000;

/** What has become of it: a conflict waits for the person. */
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
  /** The session has ended: leads to where one signs in, and back to here. */
  signIn(): void;
}

export interface DraftStart extends BuilderStart {
  readonly door: DraftDoor;
  readonly userId: string;
}

export interface MadeCopy {
  readonly id: string;
  /** Nothing was typed while it was made. */
  readonly isAll: boolean;
}

type Change = Partial<Pick<BuilderState, "revision" | "findings" | "save" | "history">> &
  Partial<Following>;
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
  readonly #place: CopyPlace;
  /** Fingerprints of what was sent and never answered: the server may have it. */
  readonly #unanswered: Set<string>;
  /** Fingerprint of what the server is known to have had; undefined where the edits began elsewhere. */
  #base: string | undefined;
  /** The copy that was found or written last. */
  #kept: KeptCopy | undefined;
  #isWatching = false;
  /** On the way to sign in, and back. */
  #isSignedOut = false;
  #saveTimer: Timer;
  #copyTimer: Timer;
  #meetTimer: Timer;
  #unsavedSince: number | undefined;
  #running: Promise<SaveResult> | undefined;
  /** Somebody asked while it was being saved: what was typed meanwhile goes at once. */
  #isAskedAgain = false;

  constructor({ door, userId, ...start }: DraftStart) {
    this.#place = { userId, workflowId: start.workflowId, tab: thisTab() };
    const left = start.isReadOnly ? undefined : leftHere(this.#place, start);
    const { definition, revision } = left ?? start;
    const store = makeBuilderStore({ ...start, definition, revision });
    this.#kept = left?.kept;
    if (revision === start.revision) this.#base = fingerprintOf(start.definition);
    // The session before may be about to send what it left.
    this.#unanswered = new Set(left && [...left.sent, fingerprintOf(left.definition)]);
    this.#door = door;
    this.#sayFindings = start.sayFindings;
    this.#set = store.setState;
    this.store = store;
    this.isRestored = left !== undefined && !isSame(definition, start.definition);
    if (left) this.#set({ save: { kind: "unsaved" } });
    store.subscribe(({ definition }, before) => {
      if (definition !== before.definition) this.#changed();
    });
  }

  /** Watches from now on, until the function that it gives back is called. */
  watch(): () => void {
    const warn = (leaving: BeforeUnloadEvent): void => {
      const isSafe = this.#save.kind === "saved" || this.#isSignedOut;
      if (!isSafe || this.#hasText()) leaving.preventDefault();
    };
    const keepCopy = (): void => this.#keepCopy();
    this.#isWatching = true;
    if (this.#save.kind === "unsaved") this.#plan(restMs);
    keepCopy();
    const living = setInterval(keepCopy, livesMs);
    addEventListener("beforeunload", warn);
    addEventListener("pagehide", keepCopy);
    return () => {
      this.#isWatching = false;
      clearInterval(living);
      clearTimeout(this.#meetTimer);
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

  /** In a conflict: the draft of here replaces the server's, which Undo brings back. */
  async keepMine(label: string): Promise<SaveResult> {
    const asked = this.#save;
    while (this.#running) await this.#running;
    const { save, definition, selected, history } = this.store.getState();
    // Theirs may be another one by now: that is asked about anew.
    if (save.kind === "conflict" && save === asked) {
      const { revision, definition: before } = save.theirs;
      const known = { selectedBefore: undefined, selectedAfter: selected, mergeKey: undefined };
      const entry = { ...known, label, before, after: definition, at: performance.now() };
      this.#set({ revision, save: { kind: "unsaved" }, history: record(history, entry) });
    }
    return this.save();
  }

  /**
   * In a conflict: the draft of here is a workflow of its own, and the server's stays as it is. What
   * was typed since has no other place than here: then the conflict stays.
   */
  async saveAsCopy(name: string, label: string): Promise<MadeCopy> {
    const { definition } = this.store.getState();
    const id = await this.#door.create({ ...definition, name });
    const isAll = this.store.getState().definition === definition;
    if (isAll) this.takeTheirs(label);
    return { id, isAll };
  }

  /** The server tells of each revision of its draft, also of those that come from here. */
  async heard(revision: number): Promise<void> {
    // An answer that is on its way may know it.
    while (this.#running) await this.#running;
    const { save, ...here } = this.store.getState();
    const known = save.kind === "conflict" ? save.theirs.revision : here.revision;
    if (revision > known) await this.meetTheirs();
  }

  /** The server has a draft of another revision: where nothing was edited here, it is that of here too. */
  meetTheirs(): Promise<SaveResult> {
    clearTimeout(this.#meetTimer);
    this.#running ??= this.#meetNow().finally(() => (this.#running = undefined));
    return this.#running;
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
    const sent = fingerprintOf(definition);
    const isSentBefore = this.#unanswered.has(sent);
    this.#set({ save: { kind: "saving" } });
    this.#unsavedSince = undefined;
    this.#unanswered.add(sent);
    this.#keepCopy();
    try {
      this.#confirm(definition, await this.#door.replace(definition, revision));
      return "saved";
    } catch (error) {
      if (!isSentBefore && !mayHaveArrived(error)) this.#unanswered.delete(sent);
      if (codeOf(error) !== "revision_conflict") return this.#fail(error, definition);
      return this.#meet(false).catch((failure: unknown) => this.#fail(failure, definition));
    }
  }

  /** Tries again where that may help; else the next edit does, or the person. */
  #fail(error: unknown, sent: Definition): SaveResult {
    const isEdited = this.store.getState().definition !== sent;
    const waitMs = againAfterMs(error) ?? (isEdited ? restMs : undefined);
    this.#set({ save: { kind: "failed", message: messageOf(error) } });
    this.#keepCopy();
    if (codeOf(error) === "unauthorized") this.#signIn();
    else if (waitMs !== undefined) this.#plan(waitMs);
    return "failed";
  }

  #signIn(): void {
    this.#isSignedOut = this.#kept !== undefined && !isReplaced(this.#kept);
    this.#door.signIn();
  }

  async #meetNow(): Promise<SaveResult> {
    const { definition } = this.store.getState();
    this.#isAskedAgain = false;
    const result = await this.#meet(true).catch((error: unknown) => {
      const { kind } = this.#save;
      if (kind !== "saved" && kind !== "conflict") return this.#fail(error, definition);
      const waitMs = againAfterMs(error);
      if (this.#isWatching && waitMs !== undefined)
        this.#meetTimer = setTimeout(() => void this.meetTheirs(), waitMs);
      return kind;
    });
    if (this.#save.kind !== "unsaved") return result;
    if (this.#isAskedAgain) return this.#saveAll();
    this.#plan(restMs);
    return result;
  }

  /**
   * The server has another draft: somebody else's, one from here whose answer was lost, or the one that
   * the edits began from, under another revision.
   */
  async #meet(mayFollow: boolean): Promise<SaveResult> {
    const theirs = await this.#door.read();
    const { definition, save } = this.store.getState();
    if (isSame(definition, theirs.definition)) {
      this.#confirm(definition, theirs);
      // Nothing was saved by looking: whose it is stays told.
      if (save.kind === "saved") this.#set({ save });
      return "saved";
    }
    const known = fingerprintOf(theirs.definition);
    if (known === this.#base || this.#unanswered.has(known)) {
      this.#confirm(theirs.definition, theirs);
      return this.#saveOnce();
    }
    if (mayFollow && save.kind === "saved") return this.#follow(theirs);
    this.#set({ save: { kind: "conflict", theirs } });
    return "conflict";
  }

  #follow(theirs: ServerDraft): SaveResult {
    this.#set(following(this.store.getState(), theirs.definition));
    this.#confirm(theirs.definition, theirs);
    this.#set({ save: { kind: "saved", at: Date.now(), isTheirs: true } });
    return "saved";
  }

  /** The server has that definition. */
  #confirm(definition: Definition, { revision, findings }: Confirmation): void {
    const isAll = this.store.getState().definition === definition;
    this.#isSignedOut = false;
    this.#unanswered.clear();
    this.#base = fingerprintOf(definition);
    this.#set({
      revision,
      findings: this.#sayFindings(findings, definition),
      save: isAll ? { kind: "saved", at: Date.now() } : { kind: "unsaved" },
    });
    if (!isAll) return;
    this.#forgetTimers();
    if (this.#kept) forgetLocalCopy(this.#kept);
    this.#kept = undefined;
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
    const { definition, revision, save } = this.store.getState();
    const before = this.#kept;
    // Who comes after this session in its tab has taken the copy over.
    const isOver = !this.#isWatching && before !== undefined && isReplaced(before);
    if (save.kind === "saved" || isOver) return;
    const sent = [...this.#unanswered];
    const kept = keepLocalCopy(this.#place, { definition, revision, sent });
    if (!kept) return;
    if (before && before.key !== kept.key) forgetLocalCopy(before);
    this.#kept = kept;
  }
}
