import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  definition,
  edited,
  fakeBrowser,
  inConflict,
  named,
  opened,
  rename,
  Server,
  turn,
} from "./draft-session.suite.ts";

fakeBrowser();
const step = (id: string) => ({ id, type: "output", config: {} });

describe("a draft that others know to be another one", () => {
  it("is that of here too where nothing was edited since", async () => {
    const { server, session, state } = edited();
    await session.save();
    server.change(named("theirs"));
    await session.heard(3);
    expect(state()).toMatchObject({
      definition: { name: "theirs" },
      revision: 3,
      save: { kind: "saved", isTheirs: true },
    });
    expect(server.asked).toEqual(["one"]);
    rename(session, "two");
    expect(await session.save()).toBe("saved");
    expect(state().save).not.toHaveProperty("isTheirs");
    expect(server.draft).toMatchObject({ definition: { name: "two" }, revision: 4 });
  });

  it("stays told as theirs when it is read again, as after a publish that was refused", async () => {
    const { server, session, state } = edited();
    await session.save();
    server.change(named("theirs"));
    await session.heard(3);
    expect(await session.meetTheirs()).toBe("saved");
    expect(state().save).toMatchObject({ kind: "saved", isTheirs: true });
  });

  it("is not taken back by Undo, which begins anew", async () => {
    const { server, session, state } = edited();
    rename(session, "two");
    state().undo();
    await session.save();
    server.change(named("theirs"));
    await session.heard(server.draft.revision);
    expect(state().history).toEqual({ past: [], future: [] });
    state().undo();
    expect(state().definition.name).toBe("theirs");
  });

  it("is no conflict where it is what the edits began from, under another revision", async () => {
    const { server, session, state } = edited("mine");
    server.change(definition);
    await session.heard(2);
    expect(state()).toMatchObject({ definition: { name: "mine" }, revision: 3 });
    expect(server.draft).toMatchObject({ definition: { name: "mine" }, revision: 3 });
    rename(session, "more");
    server.change(named("mine"));
    expect(await session.save()).toBe("saved");
    expect(server.draft).toMatchObject({ definition: { name: "more" }, revision: 5 });
  });

  it("is a conflict at once where something was edited, before or while it is read", async () => {
    const before = edited();
    before.server.change(named("theirs"));
    await before.session.heard(2);
    expect(before.state()).toMatchObject({
      definition: { name: "one" },
      save: { kind: "conflict", theirs: { revision: 2 } },
    });
    const { server, session, state } = edited();
    await session.save();
    server.change(named("theirs"));
    const heard = session.heard(3);
    rename(session, "typed meanwhile");
    const asked = session.save();
    await heard;
    expect(await asked).toBe("conflict");
    expect(state().definition.name).toBe("typed meanwhile");
    expect(server.asked).toEqual(["one"]);
  });

  it("goes on in a conflict: theirs is always the newest", async () => {
    const { server, session, state } = await inConflict();
    server.change(named("newer"));
    await session.heard(3);
    expect(state().save).toMatchObject({
      kind: "conflict",
      theirs: { revision: 3, definition: { name: "newer" } },
    });
  });

  it("is not read for what is known, nor for what is just being saved", async () => {
    const { server, session, state } = edited();
    const read = vi.spyOn(server, "read");
    const { promise, resolve } = Promise.withResolvers();
    server.held = promise;
    const saved = session.save();
    const heard = session.heard(2);
    resolve(undefined);
    await Promise.all([saved, heard]);
    await session.heard(2);
    await session.heard(1);
    expect(read).not.toHaveBeenCalled();
    expect(state().save).not.toHaveProperty("isTheirs");
  });

  it("is met also where it is heard before the answer to one's own", async () => {
    const { server, session, state } = edited();
    const { promise, resolve } = Promise.withResolvers();
    vi.spyOn(server, "replace").mockImplementationOnce(async (mine, revision) => {
      const stored = await Server.prototype.replace.call(server, mine, revision);
      await promise;
      return stored;
    });
    const saved = session.save();
    await turn();
    server.change(named("theirs"));
    const heard = session.heard(3);
    resolve(undefined);
    expect(await saved).toBe("saved");
    await heard;
    expect(state()).toMatchObject({ definition: { name: "theirs" }, revision: 3 });
  });

  it("is read again later where it cannot be read", async () => {
    const { server, session, state } = edited();
    await session.save();
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const end = session.watch();
    server.change(named("theirs"));
    server.fate = "lost before";
    await session.heard(3);
    expect(state()).toMatchObject({ revision: 2, save: { kind: "saved" } });
    server.fate = "stored";
    await vi.advanceTimersByTimeAsync(10_000);
    expect(state()).toMatchObject({ revision: 3, definition: { name: "theirs" } });
    end();
  });

  it("does not give way to an older one that is taken while it is read", async () => {
    const { server, session, state } = await inConflict();
    server.change(named("mine"));
    const { promise, resolve } = Promise.withResolvers();
    const newest = server.draft;
    vi.spyOn(server, "read").mockImplementationOnce(() => promise.then(() => newest));
    const heard = session.heard(3);
    await turn();
    session.takeTheirs("Take");
    expect(state().definition.name).toBe("theirs");
    resolve(undefined);
    await heard;
    await session.save();
    expect(state()).toMatchObject({ definition: { name: "mine" }, revision: 3 });
    expect(server.draft).toMatchObject({ definition: { name: "mine" }, revision: 3 });
  });

  it("is asked about anew where it comes while mine is kept", async () => {
    const { server, session, state } = await inConflict();
    server.change(named("newer"));
    const { promise, resolve } = Promise.withResolvers();
    const newest = server.draft;
    vi.spyOn(server, "read").mockImplementationOnce(() => promise.then(() => newest));
    const heard = session.heard(3);
    await turn();
    const kept = session.keepMine("Keep");
    resolve(undefined);
    await heard;
    expect(await kept).toBe("conflict");
    expect(state()).toMatchObject({ save: { theirs: { definition: { name: "newer" } } } });
    expect(state().history.past.map(({ label }) => label)).toEqual(["Rename"]);
    expect(await session.keepMine("Keep")).toBe("saved");
    expect(server.draft.definition.name).toBe("mine");
  });

  it("is none where both are the same", async () => {
    const { server, session, state } = edited();
    await session.save();
    server.change(named("one"));
    expect(await session.meetTheirs()).toBe("saved");
    expect(state()).toMatchObject({ revision: 3, save: { kind: "saved" } });
  });

  it("leaves chosen what is still there", async () => {
    const server = new Server();
    server.change({ ...definition, steps: ["a", "b", "c"].map(step) });
    const session = opened(server);
    const state = () => session.store.getState();
    state().mark(["a", "b", "c"], { selected: "a" });
    server.change({ ...definition, steps: ["a", "c"].map(step) });
    await session.heard(3);
    expect([state().selected, [...state().marked], state().rangeStart]).toEqual([
      "a",
      ["a", "c"],
      "a",
    ]);
    server.change({ ...definition, steps: [step("c")] });
    await session.heard(4);
    expect([state().selected, state().marked.size, state().rangeStart]).toEqual([
      undefined,
      0,
      undefined,
    ]);
  });
});
