import { globSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { forgetKept, keep, keepForTab, keptKeys, readKept, readOfTab } from "./browser-storage.ts";

const src = new URL("..", import.meta.url).pathname;
afterEach(() => void vi.unstubAllGlobals());

describe("what the browser keeps", () => {
  it("is nothing where it may keep nothing", () => {
    const forbidden = new Proxy(
      {},
      {
        get() {
          throw new Error("SecurityError");
        },
      },
    );
    vi.stubGlobal("localStorage", forbidden);
    vi.stubGlobal("sessionStorage", forbidden);
    expect(keep("a", "b")).toBe(false);
    forgetKept("a");
    keepForTab("a", "b");
    expect([readKept("a"), readOfTab("a"), keptKeys()]).toEqual([null, null, []]);
  });

  it("is asked for in one place", () => {
    const others = globSync(`${src}**/*.{ts,tsx}`)
      .filter((path) => !/\.(test|suite)\.ts$|browser-storage\.ts$/.test(path))
      .filter((path) => /\b(local|session)Storage\b/.test(readFileSync(path, "utf8")));
    expect(others.map((path) => relative(src, path))).toEqual([]);
  });
});
