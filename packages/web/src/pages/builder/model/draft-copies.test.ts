import { describe, expect, it, vi } from "vitest";
import { forgetCopiesOf } from "./copy-keys.ts";
import {
  copies,
  edited,
  fakeBrowser,
  inConflict,
  opened,
  otherTab,
  rename,
  turn,
} from "./draft-session.suite.ts";

const page = fakeBrowser();

/** The server has not got it, and its window is closed. */
async function unsaved(name?: string) {
  const all = edited(name);
  all.server.fate = "lost before";
  all.session.watch()();
  await turn();
  return all;
}

/** No open window would have kept silent for so long. */
function later(): void {
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 20_000);
}

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
    expect(copies()).toEqual([]);
  });

  it("is the person's own", async () => {
    const { server } = await unsaved();
    otherTab();
    later();
    expect(opened(server, { userId: "bob" }).isRestored).toBe(false);
    forgetCopiesOf("bob");
    expect(opened(server).isRestored).toBe(true);
    forgetCopiesOf("ada");
    expect(copies()).toEqual([]);
  });

  it("is left alone by another tab, unless nobody has it any more", async () => {
    const { server } = await unsaved();
    otherTab();
    const other = opened(server);
    expect(other.isRestored).toBe(false);
    rename(other, "other");
    server.fate = "stored";
    expect(await other.save()).toBe("saved");
    expect(copies()).toHaveLength(1);
    later();
    const again = opened(server);
    expect(again.isRestored).toBe(true);
    expect(await again.save()).toBe("conflict");
    again.takeTheirs("Take theirs");
    expect(copies()).toEqual([]);
  });

  it("is the newest of those that were left, and the others stay for the next time", async () => {
    const { server } = await unsaved("older");
    otherTab();
    const newer = opened(server);
    rename(newer, "newer");
    newer.watch()();
    await turn();
    later();
    otherTab();
    const again = opened(server);
    expect(again.store.getState().definition.name).toBe("newer");
    again.watch();
    expect(copies()).toHaveLength(2);
    server.fate = "stored";
    await again.save();
    expect(opened(server).store.getState().definition.name).toBe("older");
  });

  it("is that of who came after in the same tab, whoever ends later", async () => {
    const { server, session } = edited();
    const { promise, resolve } = Promise.withResolvers();
    server.held = promise;
    session.watch()();
    const next = opened(server);
    next.watch();
    rename(next, "two");
    page().dispatchEvent(new Event("pagehide"));
    resolve(undefined);
    await turn();
    expect(session.store.getState().save.kind).toBe("saved");
    expect(opened(server).store.getState().definition.name).toBe("two");
  });

  it("is no conflict with what was on its way when one went and came back", async () => {
    const { server, session } = edited();
    const stop = session.watch();
    const { promise, resolve } = Promise.withResolvers();
    server.held = promise;
    void session.save();
    await turn();
    rename(session, "two");
    stop();
    const next = opened(server);
    next.watch();
    rename(next, "three");
    page().dispatchEvent(new Event("pagehide"));
    resolve(undefined);
    await turn();
    expect(server.draft.definition.name).toBe("two");
    expect(opened(server).store.getState().definition.name).toBe("three");
    expect(await next.save()).toBe("saved");
    expect(server.draft.definition.name).toBe("three");
  });

  it("is told to live as long as its window is open", async () => {
    vi.useFakeTimers();
    try {
      const { server, session } = await inConflict();
      const stop = session.watch();
      otherTab();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(opened(server).isRestored).toBe(false);
      stop();
      await vi.advanceTimersByTimeAsync(11_000);
      expect(opened(server).isRestored).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is no condition: a full browser saves all the same", async () => {
    const { server, session } = edited();
    vi.spyOn(localStorage, "setItem").mockImplementation(() => {
      throw new Error("QuotaExceededError");
    });
    session.watch();
    expect(await session.save()).toBe("saved");
    session.store.getState().toggleCollapsed("one");
    expect(session.store.getState().collapsed.has("one")).toBe(true);
    expect(server.draft.definition.name).toBe("one");
  });

  it("shuts out what is still under way when it was taken back", async () => {
    const { server, session } = edited();
    server.fate = "lost before";
    session.watch()();
    session.store.getState().undo();
    page().dispatchEvent(new Event("pagehide"));
    await session.save();
    const again = opened(server);
    expect(again.isRestored).toBe(false);
    server.fate = "stored";
    expect(await again.save()).toBe("saved");
    expect(server.draft.revision).toBe(2);
  });
});
