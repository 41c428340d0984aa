import type { Store, StoreHealth } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { type Load, overloadOf } from "./overload.ts";

interface Given {
  readonly units?: number;
  readonly bytes?: number;
  readonly health?: StoreHealth;
}

function loadOf({ units = 0, bytes = 0, health = { status: "ok" } }: Given, load: Partial<Load>) {
  const store = { backlog: () => ({ units, bytes }), health: () => health } as unknown as Store;
  const live = { liveRuns: 0, liveRunsMax: 100, liveBytes: 0, liveBytesMax: 1000 };
  return { isStopping: false, store, ...live, queuedActions: 0, ...load };
}

const readOnly: StoreHealth = { status: "read_only", why: "disk full" };

describe("back-pressure", () => {
  it.each<[string, Given, Partial<Load>, string | undefined]>([
    ["nothing to do", {}, {}, undefined],
    ["as many units as may wait", { units: 5000 }, {}, undefined],
    ["one unit more", { units: 5001 }, {}, "server_busy"],
    ["as many bytes as may wait", { bytes: 64 * 1024 * 1024 }, {}, undefined],
    ["one byte more", { bytes: 64 * 1024 * 1024 + 1 }, {}, "server_busy"],
    ["one run less than may be live", {}, { liveRuns: 99 }, undefined],
    ["as many runs as may be live", {}, { liveRuns: 100 }, "server_busy"],
    ["one byte less than live runs may hold", {}, { liveBytes: 999 }, undefined],
    ["as many bytes as live runs may hold", {}, { liveBytes: 1000 }, "server_busy"],
    ["actions of one workflow below its share", {}, { queuedActions: 49 }, undefined],
    ["actions of one workflow at its share", {}, { queuedActions: 50 }, "workflow_busy"],
    ["a disk that is full", { health: readOnly }, {}, "read_only"],
    ["a stop, whatever else", { health: readOnly }, { isStopping: true }, "stopping"],
  ])("with %s", (_name, given, load, why) => {
    expect(overloadOf({ target: "wf" }, loadOf(given, load))?.why).toBe(why);
  });

  it("of one workflow does not concern events for everybody", () => {
    expect(overloadOf({}, loadOf({}, { queuedActions: 1000 }))).toBeUndefined();
  });

  it("always says when to come back", () => {
    const refused = overloadOf({}, loadOf({}, { isStopping: true }));
    expect(refused?.retryAfterMs).toBeGreaterThan(0);
  });
});
