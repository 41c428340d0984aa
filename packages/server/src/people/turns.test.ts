import { setImmediate } from "node:timers/promises";
import { ProblemError } from "@stepwell/api";
import { expect, it } from "vitest";
import { makeTurns } from "./turns.ts";

it("two work at once, twenty wait, the rest is refused; failures hand the turn on", async () => {
  const turns = makeTurns();
  let atWork = 0;
  let mostAtWork = 0;
  const work = async (index: number): Promise<number> => {
    atWork += 1;
    mostAtWork = Math.max(mostAtWork, atWork);
    await setImmediate();
    atWork -= 1;
    if (index % 2 === 1) throw new Error("failed");
    return index;
  };
  const all = Array.from({ length: 30 }, (_, index) => turns(() => work(index)));
  const ends = await Promise.allSettled(all);
  const refused = ends.filter(
    (end) => end.status === "rejected" && end.reason instanceof ProblemError,
  );
  expect(refused).toHaveLength(8);
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(11);
  expect(mostAtWork).toBe(2);
  expect(await turns(async () => "again")).toBe("again");
});
