import { ProblemError } from "@stepwell/api";
import { unitMs } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { makeAttempts, networkOf } from "./attempts.ts";

function open() {
  const clock = { now: 1000 };
  const attempts = makeAttempts(() => clock.now);
  const isTaken = (address: string, account: string): boolean => {
    try {
      attempts.take({ address, account });
      return true;
    } catch (error) {
      if (error instanceof ProblemError) return false;
      throw error;
    }
  };
  return { clock, attempts, isTaken };
}

describe("attempts", () => {
  it("of one address at one account end after six, and begin anew after their time", () => {
    const { clock, isTaken } = open();
    const tries = Array.from({ length: 8 }, () => isTaken("192.0.2.1", "ada"));
    expect(tries.filter(Boolean)).toHaveLength(6);
    expect(isTaken("192.0.2.1", "eve")).toBe(true);
    clock.now += 15 * unitMs.minutes;
    expect(isTaken("192.0.2.1", "ada")).toBe(true);
  });

  it("of one address leave others in, until many addresses guess at one account", () => {
    const { isTaken } = open();
    for (let tries = 0; tries < 10; tries += 1) isTaken("192.0.2.1", "ada");
    expect(isTaken("192.0.2.2", "ada")).toBe(true);
    const all = Array.from({ length: 50 }, (_, index) => isTaken(`192.0.2.${index + 3}`, "ada"));
    expect(all.filter(Boolean)).toHaveLength(13);
  });

  it("that are refused are not counted again", () => {
    const { clock, isTaken } = open();
    for (let tries = 0; tries < 100; tries += 1) isTaken("192.0.2.1", "ada");
    expect(isTaken("192.0.2.1", "eve")).toBe(true);
    clock.now += 15 * unitMs.minutes;
    expect(isTaken("192.0.2.1", "ada")).toBe(true);
  });

  it("in an hour are fewer than a hundred, however many there are", () => {
    const { clock, isTaken } = open();
    let taken = 0;
    for (let tries = 0; tries < 10_000; tries += 1) {
      clock.now += unitMs.hours / 10_000;
      if (isTaken(`2001:db8:${tries % 50}::1`, "ada")) taken += 1;
    }
    expect(taken).toBeLessThanOrEqual(100);
  });

  it("take a bounded memory", () => {
    const { isTaken } = open();
    for (let tries = 0; tries < 30_000; tries += 1)
      expect(isTaken(`10.${tries >> 16}.${(tries >> 8) & 255}.${tries & 255}`, `a${tries}`)).toBe(
        true,
      );
  });
});

describe("the network of an address", () => {
  it("of IPv6 is its first half; IPv4 in IPv6 is IPv4", () => {
    const same = ["2001:db8::1", "2001:DB8::ffff:1:2:3", "2001:db8:0:0:9::"].map(networkOf);
    expect(new Set(same)).toEqual(new Set(["2001:db8:0:0"]));
    expect(networkOf("2001:db8:0:1::1")).not.toBe(same[0]);
    expect(networkOf("::ffff:192.0.2.1")).toBe("192.0.2.1");
    expect(networkOf("::1")).toBe("0:0:0:0");
  });
});
