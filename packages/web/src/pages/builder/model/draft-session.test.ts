import type { Definition } from "@stepwell/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "../../../api/refusal.ts";
import { type DraftDoor, DraftSession, type ServerDraft } from "./draft-session.ts";

const definition: Definition = {
  format: "stepwell/v1",
  name: "start",
  trigger: { type: "manual", config: {} },
  steps: [],
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
const named = (name: string): Definition => ({ ...definition, name });
const refusal = (code: string, status: number): Refusal =>
  new Refusal({ type: "about:blank", title: "No", status, code });

type Fate = "stored" | "lost before" | "lost after";

/** A server with a draft; requests can be held up, and answers be lost on their way. */
class Server implements DraftDoor {
  draft: ServerDraft = { definition, revision: 1, findings: [] };
  readonly asked: string[] = [];
  readonly copies: Definition[] = [];
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

  change(next: Definition): void {
    this.draft = { definition: next, revision: this.draft.revision + 1, findings: [] };
  }
}

function opened(server: Server): DraftSession {
  return new DraftSession({
    door: server,
    workflowId: "w",
    ...server.draft,
    isReadOnly: false,
    sayFindings: (findings) => findings,
  });
}

function rename(session: DraftSession, name: string): void {
  session.store.getState().edit([{ op: "setDetails", set: { name } }], { label: "Rename" });
}

function edited(name = "one") {
  const server = new Server();
  const session = opened(server);
  rename(session, name);
  return { server, session, state: () => session.store.getState() };
}

/** Somebody else has saved before. */
async function inConflict() {
  const all = edited("mine");
  all.server.change(named("theirs"));
  expect(await all.session.save()).toBe("conflict");
  return all;
}

function storage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** The window as far as a session listens to it. */
function fakeWindow(): EventTarget {
  const target = new EventTarget();
  vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
  vi.stubGlobal("removeEventListener", target.removeEventListener.bind(target));
  return target;
}

let page = new EventTarget();
beforeEach(() => {
  vi.stubGlobal("localStorage", storage());
  vi.stubGlobal("sessionStorage", storage());
  page = fakeWindow();
});
afterEach(() => void vi.unstubAllGlobals());

describe("a draft that saves itself", () => {
  it("lets everybody who asks wait for the same answer", async () => {
    const { server, session } = edited();
    const { promise, resolve } = Promise.withResolvers();
    server.held = promise;
    const told: string[] = [];
    const both = [1, 2].map((who) => session.save().then((kind) => told.push(`${who} ${kind}`)));
    await turn();
    expect(told).toEqual([]);
    resolve(undefined);
    await Promise.all(both);
    expect(told).toEqual(["1 saved", "2 saved"]);
    expect(await session.save()).toBe("saved");
    expect(server.asked).toEqual(["one"]);
  });

  it("saves what was typed meanwhile before it tells who asked for it", async () => {
    const { server, session, state } = edited();
    const { promise, resolve } = Promise.withResolvers();
    server.held = promise;
    void session.save();
    await turn();
    rename(session, "two");
    expect(state().save.kind).toBe("unsaved");
    const second = session.save();
    resolve(undefined);
    expect(await second).toBe("saved");
    expect(server.asked).toEqual(["one", "two"]);
    expect(state()).toMatchObject({ revision: 3, save: { kind: "saved" } });
  });

  it("tells that it has failed, and keeps what it had", async () => {
    const { server, session, state } = edited();
    server.fate = "lost before";
    expect(await session.save()).toBe("failed");
    expect(state()).toMatchObject({ revision: 1, definition: { name: "one" } });
    expect(state().save.kind).toBe("failed");
    expect(await session.mayLeave()).toBe(false);
    server.fate = "stored";
    expect(await session.mayLeave()).toBe(true);
  });

  it("does so after a rest and again after a failure, while it is watched", async () => {
    vi.useFakeTimers();
    try {
      const { server, session, state } = edited();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(server.asked).toEqual([]);
      server.fate = "lost before";
      const stop = session.watch();
      await vi.advanceTimersByTimeAsync(1000);
      expect(state().save.kind).toBe("failed");
      server.fate = "stored";
      await vi.advanceTimersByTimeAsync(5000);
      expect(state().save.kind).toBe("saved");
      server.fate = "lost before";
      rename(session, "two");
      stop();
      await vi.advanceTimersByTimeAsync(60_000);
      // Once more at the end, and never again.
      expect(server.asked).toEqual(["one", "one", "two"]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("warns who closes the window only while something is unsaved", async () => {
    const { session } = edited();
    const isHeldBack = (): boolean =>
      !page.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    const stop = session.watch();
    expect(isHeldBack()).toBe(true);
    await session.save();
    expect(isHeldBack()).toBe(false);
    session.store.getState().setWritten({ text: "{", from: definition });
    expect(isHeldBack()).toBe(true);
    expect(await session.mayLeave()).toBe(false);
    stop();
    expect(isHeldBack()).toBe(false);
  });
});

describe("a draft whose copy is kept in the browser", () => {
  it("goes on with it when it is opened again, until the server has it", async () => {
    const { server, session } = edited();
    server.fate = "lost before";
    session.watch()();
    await turn();
    const again = opened(server);
    expect(again.isRestored).toBe(true);
    expect(again.store.getState()).toMatchObject({
      definition: { name: "one" },
      save: { kind: "unsaved" },
    });
    server.fate = "stored";
    expect(await again.save()).toBe("saved");
    expect(opened(server).isRestored).toBe(false);
    expect(server.draft.definition.name).toBe("one");
  });

  it("does not bring back what the server got after all", async () => {
    const { server, session } = edited();
    server.fate = "lost after";
    session.watch()();
    await turn();
    const again = opened(server);
    expect(again.isRestored).toBe(false);
    expect(again.store.getState().save.kind).toBe("saved");
    expect(localStorage.getItem("stepwell.draft.w")).toBe(null);
  });
});

describe("an answer that is lost after the server has stored the draft", () => {
  it("does not make a conflict of one's own edit", async () => {
    const { server, session, state } = edited();
    server.fate = "lost after";
    expect(await session.save()).toBe("failed");
    server.fate = "stored";
    expect(await session.save()).toBe("saved");
    expect(state()).toMatchObject({ revision: 2, save: { kind: "saved" } });
    expect(server.asked).toEqual(["one", "one"]);
  });

  it("does not hold up what was typed since, whichever of several got there", async () => {
    const { server, session, state } = edited();
    server.fate = "lost after";
    await session.save();
    server.fate = "lost before";
    rename(session, "two");
    await session.save();
    rename(session, "three");
    server.fate = "stored";
    expect(await session.save()).toBe("saved");
    expect(server.asked).toEqual(["one", "two", "three", "three"]);
    expect(server.draft.definition.name).toBe("three");
    expect(state()).toMatchObject({ revision: 3, save: { kind: "saved" } });
  });

  it("is no excuse to overwrite what somebody else has made of it", async () => {
    const { server, session, state } = edited();
    server.fate = "lost after";
    await session.save();
    server.fate = "stored";
    server.change(named("theirs"));
    expect(await session.save()).toBe("conflict");
    expect(state().revision).toBe(1);
  });

  it("is tried again where the draft cannot be read either", async () => {
    const { server, session } = edited();
    server.change(named("theirs"));
    vi.spyOn(server, "read").mockRejectedValueOnce(refusal("unreachable", 0));
    expect(await session.save()).toBe("failed");
    expect(await session.save()).toBe("conflict");
  });
});

describe("a conflict with somebody else's draft", () => {
  it("waits for the person, also when more is typed", async () => {
    const { server, session, state } = await inConflict();
    rename(session, "mine too");
    expect(state().save).toMatchObject({ kind: "conflict", theirs: { revision: 2 } });
    expect(await session.save()).toBe("conflict");
    expect(await session.mayLeave()).toBe(false);
    expect(server.asked).toEqual(["mine"]);
  });

  it("takes theirs without another request, and Undo brings back one's own", async () => {
    const { server, session, state } = await inConflict();
    session.takeTheirs("Take theirs");
    expect(state()).toMatchObject({
      definition: { name: "theirs" },
      revision: 2,
      save: { kind: "saved" },
    });
    expect(server.asked).toEqual(["mine"]);
    state().undo();
    expect(await session.save()).toBe("saved");
    expect(server.draft).toMatchObject({ definition: { name: "mine" }, revision: 3 });
  });

  it("puts one's own over theirs, but not over what nobody here has seen", async () => {
    const { server, session } = await inConflict();
    server.change(named("newer"));
    expect(await session.keepMine()).toBe("conflict");
    expect(session.store.getState().save).toMatchObject({ theirs: { revision: 3 } });
    expect(await session.keepMine()).toBe("saved");
    expect(server.draft).toMatchObject({ definition: { name: "mine" }, revision: 4 });
  });

  it("makes a workflow of one's own, and leaves theirs alone", async () => {
    const { server, session, state } = await inConflict();
    server.fate = "lost before";
    await expect(session.saveAsCopy("mine (copy)", "Take theirs")).rejects.toThrow("No");
    expect(state()).toMatchObject({ definition: { name: "mine" }, save: { kind: "conflict" } });
    server.fate = "stored";
    expect(await session.saveAsCopy("mine (copy)", "Take theirs")).toBe("copy");
    expect(server.copies).toEqual([named("mine (copy)")]);
    expect(server.draft).toMatchObject({ definition: { name: "theirs" }, revision: 2 });
    expect(await session.mayLeave()).toBe(true);
    expect(localStorage.getItem("stepwell.draft.w")).toBe(null);
  });
});
