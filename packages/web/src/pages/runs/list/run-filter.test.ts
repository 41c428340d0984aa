import { describe, expect, it } from "vitest";
import { isFiltered, queryOf, runFilterOf } from "./run-filter.ts";

describe("the filter of runs", () => {
  it("takes from an address only what makes sense", () => {
    const filter = runFilterOf({
      status: "failed,nonsense,running",
      workflow: "wf_1",
      from: "2026-11-01",
      to: "yesterday",
      version: 3,
      q: 4711,
    });
    expect(filter).toEqual({
      status: "running,failed",
      workflow: "wf_1",
      from: "2026-11-01",
      to: undefined,
      version: 3,
      q: "4711",
    });
    expect(isFiltered(filter)).toBe(true);
    expect(isFiltered(runFilterOf({ version: -1, q: "", status: "x" }))).toBe(false);
  });

  it("means both days whole, in the time zone of who looks", () => {
    const { from, to } = queryOf({ from: "2026-11-30", to: "2026-11-30" });
    expect(Date.parse(to ?? "") - Date.parse(from ?? "")).toBe(86_400_000);
    expect(new Date(from ?? "").getHours()).toBe(0);
  });
});
