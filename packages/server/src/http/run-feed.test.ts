import type { RunRow } from "@stepwell/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRunFeed } from "./run-feed.ts";

function setUp() {
  let tell: (row: RunRow) => void = () => undefined;
  const watch = (listener: typeof tell) => {
    tell = listener;
    return () => undefined;
  };
  const feed = makeRunFeed({ watch, isConfidential: () => false }, "e");
  const change = (number: number): void => tell({ id: `run_${number}` } as RunRow);
  return { feed, change };
}

describe("the feed of runs", () => {
  it("gives exactly what came behind an id, or nothing where some of it is forgotten", () => {
    fc.assert(
      fc.property(fc.nat(2500), fc.nat(2500), (count, seen) => {
        const { feed, change } = setUp();
        for (let number = 1; number <= count; number += 1) change(number);
        const missed = feed.since(`e-${seen}`)?.map(({ row }) => row.id);
        const isKnown = seen <= count && count - seen <= 1000;
        const length = isKnown ? count - seen : 0;
        const wanted = Array.from({ length }, (_, index) => `run_${seen + index + 1}`);
        expect(missed).toEqual(isKnown ? wanted : undefined);
      }),
      { numRuns: 30 },
    );
  });

  it("keeps a thousand, and not one more", () => {
    const { feed, change } = setUp();
    for (let number = 1; number <= 1500; number += 1) change(number);
    expect(
      feed
        .since("e-500")
        ?.map(({ id }) => id)
        .at(0),
    ).toBe("e-501");
    expect(feed.since("e-500")).toHaveLength(1000);
    expect(feed.since("e-499")).toBeUndefined();
  });

  it("knows no ids but its own", () => {
    const { feed, change } = setUp();
    change(1);
    for (const id of ["", "e", "e-", "e-x", "f-1", "e--1", "e-1.5", "-1", "e-2"])
      expect(feed.since(id)).toBeUndefined();
    expect(feed.since(feed.lastId())).toEqual([]);
  });

  it("tells listeners until they leave", () => {
    const { feed, change } = setUp();
    const heard: string[] = [];
    const leave = feed.listen(({ id }) => heard.push(id));
    change(1);
    leave();
    change(2);
    expect(heard).toEqual(["e-1"]);
  });
});
