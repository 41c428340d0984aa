import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerDraft } from "./draft-session.ts";
import {
  copies,
  definition,
  edited,
  inConflict,
  named,
  opened,
  refusal,
  rename,
  turn,
  fakeBrowser,
} from "./draft-session.suite.ts";

const page = fakeBrowser();

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
      !page().dispatchEvent(new Event("beforeunload", { cancelable: true }));
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

describe("a draft that the server refuses", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const refused = (code: string, status: number, retryAfterMs?: number) => {
    const all = edited();
    const error = refusal(code, status, retryAfterMs);
    const asked = vi.spyOn(all.server, "replace").mockRejectedValue(error);
    all.session.watch();
    return { ...all, asked };
  };

  it.each([
    ["forbidden", 403],
    ["not_found", 404],
    ["payload_too_large", 413],
    ["invalid_input", 422],
  ])("for good (%s) waits for the next edit, or for the person", async (code, status) => {
    const { session, state, asked } = refused(code, status);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(state().save).toEqual({ kind: "failed", message: "No" });
    rename(session, "two");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toHaveBeenCalledTimes(2);
    await session.save();
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it("for good is sent again where it was edited meanwhile", async () => {
    const { server, session, state } = edited();
    const { promise, reject } = Promise.withResolvers<ServerDraft>();
    vi.spyOn(server, "replace").mockReturnValueOnce(promise);
    session.watch();
    await vi.advanceTimersByTimeAsync(1000);
    rename(session, "two");
    reject(refusal("invalid_input", 422));
    await vi.advanceTimersByTimeAsync(1000);
    expect(state().save.kind).toBe("saved");
    expect(server.draft.definition.name).toBe("two");
  });

  it("for a while is sent again when the server has said", async () => {
    const { asked } = refused("too_many_requests", 429, 30_000);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("leads to where one signs in, does not hold back, and is there afterwards", async () => {
    const { server, asked } = refused("unauthorized", 401);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(server.signInsAsked).toBe(1);
    expect(page().dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(true);
    expect(opened(server).store.getState().definition.name).toBe("one");
  });

  it("has not got there: the same of somebody else's is a conflict", async () => {
    const { server, session } = refused("forbidden", 403);
    await vi.advanceTimersByTimeAsync(1000);
    vi.restoreAllMocks();
    rename(session, "two");
    server.change(named("one"));
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
    expect(await session.keepMine("Keep mine")).toBe("conflict");
    expect(session.store.getState().save).toMatchObject({ theirs: { revision: 3 } });
    expect(await session.keepMine("Keep mine")).toBe("saved");
    expect(server.draft).toMatchObject({ definition: { name: "mine" }, revision: 4 });
  });

  it("brings theirs back by Undo, and one's own again by Redo", async () => {
    const { server, session, state } = await inConflict();
    await session.keepMine("Keep mine");
    expect(state().history.past.at(-1)?.label).toBe("Keep mine");
    state().undo();
    expect(await session.save()).toBe("saved");
    expect(server.draft.definition.name).toBe("theirs");
    state().redo();
    expect(await session.save()).toBe("saved");
    expect(server.draft.definition.name).toBe("mine");
  });

  it("keeps what is typed while the copy is made, and goes on waiting", async () => {
    const { server, session, state } = await inConflict();
    const { promise, resolve } = Promise.withResolvers<string>();
    vi.spyOn(server, "create").mockReturnValueOnce(promise);
    const made = session.saveAsCopy("mine (copy)", "Take theirs");
    rename(session, "typed meanwhile");
    resolve("copy");
    expect(await made).toEqual({ id: "copy", isAll: false });
    expect(state()).toMatchObject({
      definition: { name: "typed meanwhile" },
      save: { kind: "conflict" },
    });
  });

  it("makes a workflow of one's own, and leaves theirs alone", async () => {
    const { server, session, state } = await inConflict();
    server.fate = "lost before";
    await expect(session.saveAsCopy("mine (copy)", "Take theirs")).rejects.toThrow("No");
    expect(state()).toMatchObject({ definition: { name: "mine" }, save: { kind: "conflict" } });
    server.fate = "stored";
    const made = await session.saveAsCopy("mine (copy)", "Take theirs");
    expect(made).toEqual({ id: "copy", isAll: true });
    expect(server.copies).toEqual([named("mine (copy)")]);
    expect(server.draft).toMatchObject({ definition: { name: "theirs" }, revision: 2 });
    expect(await session.mayLeave()).toBe(true);
    expect(copies()).toEqual([]);
  });
});
