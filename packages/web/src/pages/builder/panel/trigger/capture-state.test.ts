import { expect, it } from "vitest";
import { captureState, refusedSince } from "./capture-state.ts";

const [before, after] = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:09.000Z"];
const begun = { lastAt: before, refusedAt: before, until: after, startedMs: 1000 };
const read = (receivedAt: string | null, listeningUntil: string | null, dataUpdatedAt = 2000) => ({
  data: { receivedAt, listeningUntil },
  dataUpdatedAt,
});

it("nobody waits before it is begun", () => {
  expect(captureState(undefined, read(before, null))).toBe("idle");
});

it("the waiting ends with another request, or when the server waits no longer", () => {
  expect(captureState(begun, read(before, after))).toBe("waiting");
  expect(captureState(begun, read(after, null))).toBe("came");
  expect(captureState({ ...begun, lastAt: null }, read(after, null))).toBe("came");
  expect(captureState(begun, read(before, null))).toBe("over");
});

it("what was read before it began says nothing", () => {
  expect(captureState(begun, read(before, null, 1000))).toBe("waiting");
  expect(captureState(begun, { data: undefined, dataUpdatedAt: 0 })).toBe("waiting");
});

it("only refusals since the beginning are told, the newest of them", () => {
  const at = (time: string) => ({ at: time });
  expect(refusedSince([at(after), at(before)], begun)).toEqual([at(after)]);
  expect(refusedSince([at(after)], { ...begun, refusedAt: undefined })).toHaveLength(1);
  expect(refusedSince([at(after)], undefined)).toEqual([]);
  expect(
    refusedSince(
      Array.from({ length: 9 }, () => at(after)),
      begun,
    ),
  ).toHaveLength(3);
});
