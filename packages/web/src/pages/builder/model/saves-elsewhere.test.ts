import { describe, expect, it, vi } from "vitest";
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
  it("is that of here too where nothing was edited since, and Undo goes back over all of it", async () => {
    const { server, session, state } = edited();
    await session.save();
    server.change(named("theirs"));
    await session.heard(3, "Theirs");
    expect(state()).toMatchObject({
      definition: { name: "theirs" },
      revision: 3,
      save: { kind: "saved", isTheirs: true },
    });
    server.change(named("theirs too"));
    await session.heard(4, "Theirs");
    expect(state().history.past.map(({ label }) => label)).toEqual(["Rename", "Theirs"]);
    expect(server.asked).toEqual(["one"]);
    state().undo();
    expect(state().definition.name).toBe("one");
    expect(await session.save()).toBe("saved");
    expect(state().save).not.toHaveProperty("isTheirs");
    expect(server.draft).toMatchObject({ definition: { name: "one" }, revision: 5 });
  });

  it("leaves nothing to undo or to do again where nothing of one's own is left to go back to", async () => {
    const { server, session, state } = edited();
    state().undo();
    await session.save();
    server.change(named("theirs"));
    await session.heard(server.draft.revision, "Theirs");
    expect(state()).toMatchObject({
      definition: { name: "theirs" },
      history: { past: [], future: [] },
    });
  });

  it("is a conflict at once where something was edited, before or while it is read", async () => {
    const before = edited();
    before.server.change(named("theirs"));
    await before.session.heard(2, "Theirs");
    expect(before.state()).toMatchObject({
      definition: { name: "one" },
      save: { kind: "conflict", theirs: { revision: 2 } },
    });
    const { server, session, state } = edited();
    await session.save();
    server.change(named("theirs"));
    const heard = session.heard(3, "Theirs");
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
    await session.heard(3, "Theirs");
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
    const heard = session.heard(2, "Theirs");
    resolve(undefined);
    await Promise.all([saved, heard]);
    await session.heard(2, "Theirs");
    await session.heard(1, "Theirs");
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
    const heard = session.heard(3, "Theirs");
    resolve(undefined);
    expect(await saved).toBe("saved");
    await heard;
    expect(state()).toMatchObject({ definition: { name: "theirs" }, revision: 3 });
  });

  it("changes nothing here where it cannot be read", async () => {
    const { server, session, state } = edited();
    await session.save();
    server.change(named("theirs"));
    server.fate = "lost before";
    await session.heard(3, "Theirs");
    expect(state()).toMatchObject({ revision: 2, save: { kind: "saved" } });
  });

  it("is none where both are the same", async () => {
    const { server, session, state } = edited();
    await session.save();
    server.change(named("one"));
    expect(await session.meetTheirs("Theirs")).toBe("saved");
    expect(state()).toMatchObject({ revision: 3, save: { kind: "saved" } });
  });

  it("leaves chosen what is still there", async () => {
    const server = new Server();
    server.change({ ...definition, steps: ["a", "b", "c"].map(step) });
    const session = opened(server);
    const state = () => session.store.getState();
    state().mark(["a", "b", "c"], { selected: "a" });
    server.change({ ...definition, steps: ["a", "c"].map(step) });
    await session.heard(3, "Theirs");
    expect([state().selected, [...state().marked], state().rangeStart]).toEqual([
      "a",
      ["a", "c"],
      "a",
    ]);
    server.change({ ...definition, steps: [step("c")] });
    await session.heard(4, "Theirs");
    expect([state().selected, state().marked.size, state().rangeStart]).toEqual([
      undefined,
      0,
      undefined,
    ]);
  });
});
