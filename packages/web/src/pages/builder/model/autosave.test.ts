import type { Definition } from "@stepwell/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeAutosave } from "./autosave.ts";
import { makeBuilderStore } from "./builder-store.ts";

/** A server whose answers are given by hand, one after the other. */
function heldServer() {
  const asked: { body: string; answer(status: number, body: unknown): void }[] = [];
  vi.stubGlobal(
    "fetch",
    (_address: string, { body }: { body: string }) =>
      new Promise<Response>((resolve) => {
        asked.push({
          body,
          answer: (status, answer) => resolve(new Response(JSON.stringify(answer), { status })),
        });
      }),
  );
  return asked;
}

const definition: Definition = {
  format: "stepwell/v1",
  name: "start",
  trigger: { type: "manual", config: {} },
  steps: [],
};
const saved = { draft: { revision: 2, findings: [] } };
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

function edited(name = "one") {
  const store = makeBuilderStore({
    workflowId: "w",
    definition,
    revision: 1,
    findings: [],
    isReadOnly: false,
    sayFindings: (findings) => findings,
  });
  rename(store, name);
  return { store, autosave: makeAutosave(store, "live") };
}

function rename(store: ReturnType<typeof makeBuilderStore>, name: string): void {
  store.getState().edit([{ op: "setDetails", set: { name } }], { label: "Rename" });
}

describe("saving by itself", () => {
  beforeEach(() => void vi.stubGlobal("localStorage", { getItem: () => null }));
  afterEach(() => void vi.unstubAllGlobals());

  it("lets everybody who asks wait for the same answer", async () => {
    const asked = heldServer();
    const { autosave } = edited();
    const told: string[] = [];
    const both = [1, 2].map((who) => autosave.flush().then((kind) => told.push(`${who} ${kind}`)));
    await turn();
    expect(told).toEqual([]);
    expect(asked).toHaveLength(1);
    asked[0]?.answer(200, saved);
    await Promise.all(both);
    expect(told).toEqual(["1 saved", "2 saved"]);
    expect(await autosave.flush()).toBe("saved");
    expect(asked).toHaveLength(1);
  });

  it("saves what was typed meanwhile before it tells who asked for it", async () => {
    const asked = heldServer();
    const { store, autosave } = edited();
    void autosave.flush();
    await turn();
    rename(store, "two");
    let told: string | undefined;
    const second = autosave.flush().then((kind) => (told = kind));
    asked[0]?.answer(200, saved);
    await turn();
    expect(told).toBe(undefined);
    expect(asked[1]?.body).toContain('"two"');
    asked[1]?.answer(200, saved);
    expect(await second).toBe("saved");
    expect(store.getState().save.kind).toBe("saved");
  });

  it.each([
    ["failed", 500, { code: "internal", title: "No", status: 500 }],
    ["conflict", 409, { code: "revision_conflict", title: "No", status: 409 }],
  ] as const)("tells that it has %s", async (kind, status, answer) => {
    const asked = heldServer();
    const { store, autosave } = edited();
    const told = autosave.flush();
    await turn();
    asked[0]?.answer(status, answer);
    expect(await told).toBe(kind);
    expect(store.getState().save.kind).toBe(kind);
    autosave.start()();
  });
});
