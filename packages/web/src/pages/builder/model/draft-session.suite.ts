import type { Definition } from "@stepwell/core";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { Refusal } from "../../../api/refusal.ts";
import { type DraftDoor, DraftSession, type ServerDraft } from "./draft-session.ts";

export const definition: Definition = {
  format: "stepwell/v1",
  name: "start",
  trigger: { type: "manual", config: {} },
  steps: [],
};
export const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
export const named = (name: string): Definition => ({ ...definition, name });
export const refusal = (code: string, status: number, retryAfterMs?: number): Refusal =>
  new Refusal({ type: "about:blank", title: "No", status, code }, retryAfterMs);

type Fate = "stored" | "lost before" | "lost after";

/** A server with a draft; requests can be held up, and answers be lost on their way. */
export class Server implements DraftDoor {
  draft: ServerDraft = { definition, revision: 1, findings: [] };
  readonly asked: string[] = [];
  readonly copies: Definition[] = [];
  signInsAsked = 0;
  fate: Fate = "stored";
  held: Promise<unknown> | undefined;

  async replace(next: Definition, revision: number): Promise<ServerDraft> {
    const { fate } = this;
    this.asked.push(next.name);
    await this.held;
    if (fate === "lost before") throw refusal("unreachable", 0);
    if (revision !== this.draft.revision) throw refusal("revision_conflict", 409);
    // As it comes back: other objects, the keys in another order.
    const stored = JSON.parse(JSON.stringify(next)) as Definition;
    this.change(Object.fromEntries(Object.entries(stored).toReversed()) as unknown as Definition);
    if (fate === "lost after") throw refusal("unreachable", 0);
    return this.draft;
  }

  read(): Promise<ServerDraft> {
    if (this.fate === "lost before") return Promise.reject(refusal("unreachable", 0));
    return Promise.resolve(this.draft);
  }

  create(made: Definition): Promise<string> {
    if (this.fate === "lost before") return Promise.reject(refusal("unreachable", 0));
    this.copies.push(made);
    return Promise.resolve("copy");
  }

  signIn(): void {
    this.signInsAsked += 1;
  }

  change(next: Definition): void {
    this.draft = { definition: next, revision: this.draft.revision + 1, findings: [] };
  }
}

export function opened(
  server: Server,
  { userId = "ada", door = server }: { userId?: string; door?: DraftDoor } = {},
): DraftSession {
  return new DraftSession({
    door,
    userId,
    workflowId: "w",
    ...server.draft,
    isReadOnly: false,
    sayFindings: (findings) => findings,
  });
}

export function rename(session: DraftSession, name: string): void {
  session.store.getState().edit([{ op: "setDetails", set: { name } }], { label: "Rename" });
}

export function edited(name = "one") {
  const server = new Server();
  const session = opened(server);
  rename(session, name);
  return { server, session, state: () => session.store.getState() };
}

/** Somebody else has saved before. */
export async function inConflict() {
  const all = edited("mine");
  all.server.change(named("theirs"));
  expect(await all.session.save()).toBe("conflict");
  return all;
}

function storage(): Storage {
  const items = new Map<string, string>();
  return {
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** The copies of drafts in the browser. */
export function copies(): readonly string[] {
  return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
}

/** As another tab of this browser has it. */
export function otherTab(): void {
  vi.stubGlobal("sessionStorage", storage());
}

/** The window as far as a session listens to it. */
export function fakeWindow(): EventTarget {
  const target = new EventTarget();
  vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
  vi.stubGlobal("removeEventListener", target.removeEventListener.bind(target));
  return target;
}

/** A browser of its own for each test. */
export function fakeBrowser(): () => EventTarget {
  let page = new EventTarget();
  beforeEach(() => {
    vi.stubGlobal("localStorage", storage());
    otherTab();
    page = fakeWindow();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  return () => page;
}
