import { expect, it } from "vitest";
import {
  captureAfter,
  type CaptureEvent,
  isAsking,
  refusedSince,
  unread,
  windowMs,
} from "./capture-state.ts";

const [before, after] = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:09.000Z"];
const started: CaptureEvent = { kind: "started", until: after, receivedAt: before };
const read = (receivedAt: string | null, listeningUntil: string | null): CaptureEvent => ({
  kind: "read",
  receivedAt,
  listeningUntil,
});
const stateAfter = (...events: readonly CaptureEvent[]) => events.reduce(captureAfter, unread);

it("nobody waits before it is begun, and nothing is asked after the first answer", () => {
  expect(isAsking(unread)).toBe(true);
  const idle = stateAfter(read(before, null));
  expect(idle.kind).toBe("idle");
  expect(isAsking(idle)).toBe(false);
});

it("the waiting ends with another request, or when the server waits no longer", () => {
  const waiting = stateAfter(read(before, null), started, read(before, after));
  expect(waiting).toMatchObject({ kind: "waiting", until: after });
  expect(isAsking(waiting)).toBe(true);
  for (const [receivedAt, kind] of [
    [after, "came"],
    [before, "over"],
  ] as const) {
    const ended = captureAfter(waiting, read(receivedAt, null));
    expect(ended.kind).toBe(kind);
    expect(isAsking(ended)).toBe(false);
  }
  expect(stateAfter({ ...started, receivedAt: null }, read(after, null)).kind).toBe("came");
});

it("goes on where somebody waits already, but not after the person has stopped", () => {
  expect(stateAfter(read(null, after))).toMatchObject({ kind: "waiting" });
  expect(stateAfter(started, { kind: "stopped" }, read(null, after)).kind).toBe("idle");
});

it("begins anew after what came and after its time", () => {
  expect(stateAfter(started, read(after, null), started).kind).toBe("waiting");
  expect(stateAfter(started, read(before, null), started).kind).toBe("waiting");
});

it("only refusals since the beginning are told, the newest of them", () => {
  const at = (time: string) => ({ at: time });
  const until = new Date(Date.parse(after) + windowMs).toISOString();
  const waiting = stateAfter({ kind: "started", until, receivedAt: null });
  expect(refusedSince([at(after), at(before)], waiting)).toEqual([at(after)]);
  expect(refusedSince([at(after)], unread)).toEqual([]);
  const many = Array.from({ length: 9 }, () => at(after));
  expect(refusedSince(many, waiting)).toHaveLength(3);
});
