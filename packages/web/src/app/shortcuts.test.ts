import { beforeEach, describe, expect, it, vi } from "vitest";
import { chordOf, hasSingleKeys, setSingleKeys, shortcutOf, shortcuts } from "./shortcuts.ts";

const bare = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

describe("pressed keys", () => {
  it.each([
    [{ key: "a" }, "A"],
    [{ key: "A", shiftKey: true }, "Shift+A"],
    [{ key: "z", ctrlKey: true }, "Ctrl+Z"],
    [{ key: "Z", metaKey: true, shiftKey: true }, "Ctrl+Shift+Z"],
    [{ key: "ArrowUp", altKey: true }, "Alt+↑"],
    [{ key: "?", shiftKey: true }, "?"],
    [{ key: "?" }, "?"],
    [{ key: "+", shiftKey: true }, "+"],
    [{ key: "Delete" }, "Del"],
  ])("are written as people read them: %j", (pressed, chord) => {
    expect(chordOf({ ...bare, ...pressed })).toBe(chord);
  });

  it("mean what the list says, in the groups that are asked", () => {
    expect(shortcutOf(["builder", "steps"], { ...bare, key: "a" })).toBe("add_after");
    expect(shortcutOf(["builder"], { ...bare, key: "a" })).toBeUndefined();
    expect(shortcutOf(["builder", "steps"], { ...bare, key: "ArrowDown", shiftKey: true })).toBe(
      "extend_down",
    );
  });

  it("mean nothing alone where single letters are off; keys with Ctrl and arrows stay", () => {
    expect(hasSingleKeys()).toBe(true);
    setSingleKeys(false);
    for (const key of ["a", "A", "?", "+", "0"])
      expect(shortcutOf(["anywhere", "builder", "steps"], { ...bare, key })).toBeUndefined();
    expect(shortcutOf(["steps"], { ...bare, key: "z", ctrlKey: true })).toBe("undo");
    expect(shortcutOf(["builder"], { ...bare, key: "ArrowUp" })).toBe("up");
    expect(shortcutOf(["steps"], { ...bare, key: "F2" })).toBe("rename");
    setSingleKeys(true);
    expect(shortcutOf(["steps"], { ...bare, key: "m" })).toBe("move_to");
  });

  it("mean one thing each", () => {
    for (const groups of [
      ["anywhere", "builder", "steps"],
      ["anywhere", "runs"],
    ] as const) {
      const chords = groups.flatMap((group) => Object.values(shortcuts[group]).flat());
      expect(new Set(chords).size).toBe(chords.length);
    }
  });
});
