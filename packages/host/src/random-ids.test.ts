import { describe, expect, it } from "vitest";
import { randomIds } from "./random-ids.ts";

describe("ids", () => {
  it("a hundred thousand in one instant are all different and in order", () => {
    const ids = randomIds({ now: () => 1_795_000_000_000 });
    const made = Array.from({ length: 100_000 }, () => ids.make("run"));
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id, index) => index === 0 || (made[index - 1] ?? "") < id)).toBe(true);
  });

  it("sort by time, whoever made them", () => {
    let now = 1_795_000_000_000;
    const clock = { now: () => now };
    const [left, right] = [randomIds(clock), randomIds(clock)];
    const made = [];
    for (let step = 0; step < 200; step += 1) {
      made.push((step % 2 === 0 ? left : right).make("evt"));
      now += 1 + step * 1000;
    }
    expect(made).toEqual(made.toSorted());
  });

  it("stay in order when the clock is put back", () => {
    let now = 1_795_000_000_000;
    const ids = randomIds({ now: () => now });
    const before = ids.make("run");
    now -= 3_600_000;
    expect(ids.make("run") > before).toBe(true);
  });

  it("have their prefix, 26 letters without those that look like others, and 60 random bits", () => {
    const ids = randomIds({ now: () => 0 });
    const made = Array.from({ length: 1000 }, () => ids.make("wf"));
    for (const id of made) expect(id).toMatch(/^wf_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(new Set(made.map((id) => id.slice(-12))).size).toBe(1000);
  });

  it("secrets have 256 bits and are never the same", () => {
    const ids = randomIds({ now: () => 0 });
    const made = Array.from({ length: 1000 }, () => ids.secret());
    for (const secret of made) expect(secret).toMatch(/^[0-9a-hjkmnp-tv-z]{52}$/);
    expect(new Set(made).size).toBe(1000);
    const letters = new Set(made.join(""));
    expect(letters.size).toBe(32);
  });
});
