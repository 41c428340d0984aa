import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeFairQueue } from "./fair-queue.ts";

function taken(queue: { take(): string | undefined }): readonly string[] {
  const items: string[] = [];
  for (let item = queue.take(); item !== undefined; item = queue.take()) items.push(item);
  return items;
}

describe("a fair queue", () => {
  it("lets the groups take turns, in order within each", () => {
    const queue = makeFairQueue<string>(10);
    for (const item of ["a1", "a2", "a3", "b1", "c1", "c2"]) queue.add(item.slice(0, 1), item);
    expect(taken(queue)).toEqual(["a1", "b1", "c1", "a2", "c2", "a3"]);
    expect(queue.size()).toBe(0);
  });

  it("passes over groups that may not be taken, and keeps their turn", () => {
    const queue = makeFairQueue<string>(10);
    for (const item of ["a1", "a2", "b1", "b2"]) queue.add(item.slice(0, 1), item);
    expect(queue.take((group) => group === "b")).toBe("b1");
    expect(queue.take((group) => group === "c")).toBeUndefined();
    expect(taken(queue)).toEqual(["a1", "b2", "a2"]);
  });

  it("gives no group more than half of its places", () => {
    const queue = makeFairQueue<string>(4);
    expect(["a", "a", "a"].map((group) => queue.add(group, "x"))).toEqual([true, true, false]);
    expect(["b", "b", "c"].map((group) => queue.add(group, "x"))).toEqual([true, true, false]);
  });

  it("forgets what is removed, and nothing else", () => {
    const queue = makeFairQueue<string>(10);
    for (const item of ["a1", "a2", "b1"]) queue.add(item.slice(0, 1), item);
    queue.remove("a", "a1");
    queue.remove("a", "a1");
    queue.remove("c", "c1");
    expect(queue.size()).toBe(2);
    expect(taken(queue)).toEqual(["a2", "b1"]);
  });

  it("gives back all that it took, each once, whatever the order", () => {
    const steps = fc.array(fc.oneof(fc.constantFrom("a", "b", "c"), fc.constant("take")));
    fc.assert(
      fc.property(steps, (list) => {
        const queue = makeFairQueue<string>(1000);
        const [added, got]: [string[], string[]] = [[], []];
        for (const [index, step] of list.entries()) {
          if (step === "take") got.push(...[queue.take()].filter((one) => one !== undefined));
          else if (queue.add(step, `${step}${index}`)) added.push(`${step}${index}`);
          expect(queue.size()).toBe(added.length - got.length);
        }
        expect([...got, ...taken(queue)].toSorted()).toEqual(added.toSorted());
      }),
    );
  });
});
