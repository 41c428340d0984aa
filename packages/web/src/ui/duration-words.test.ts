import { describe, expect, it } from "vitest";
import { durationWords } from "./duration-words.ts";

describe("durations in words", () => {
  it.each([
    [0, "0 ms"],
    [-5, "0 ms"],
    [340.4, "340 ms"],
    [2440, "2.4 sec"],
    [59_700, "1 min"],
    [185_000, "3 min 5 sec"],
    [3_600_000, "1 hr"],
    [187_200_000, "2 days 4 hr"],
    [86_400_000 + 5000, "1 day"],
    [90_061_000, "1 day 1 hr"],
  ])("%d ms are %s", (ms, words) => {
    expect(durationWords(ms, "en")).toBe(words);
  });

  it("speak the language", () => {
    expect(durationWords(2440, "de")).toBe("2,4 Sek.");
  });
});
