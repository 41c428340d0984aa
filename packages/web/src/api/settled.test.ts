import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { isConcerned, isSettled } from "./settled.ts";

function readOf(name: string, data: object | undefined) {
  const client = new QueryClient();
  return client.getQueryCache().build(client, {
    queryKey: ["live", name, {}],
    ...(data && { initialData: data }),
  });
}

it("a run is settled once it has ended; nothing else is", () => {
  expect(isSettled(readOf("getRun", { endedAt: "2026-01-01T00:00:00.000Z" }))).toBe(true);
  expect(isSettled(readOf("getRun", { endedAt: null }))).toBe(false);
  expect(isSettled(readOf("getRun", undefined))).toBe(false);
  expect(isSettled(readOf("getWorkflow", { endedAt: "2026-01-01T00:00:00.000Z" }))).toBe(false);
});

it("an ended run is read again after a write to runs, and after no other", () => {
  const ended = readOf("getRun", { endedAt: "2026-01-01T00:00:00.000Z" });
  expect(isConcerned("keepSample", ended)).toBe(false);
  expect(isConcerned("resumeRun", ended)).toBe(true);
  expect(isConcerned("bulkRuns", ended)).toBe(true);
  expect(isConcerned("keepSample", readOf("getRun", { endedAt: null }))).toBe(true);
});
