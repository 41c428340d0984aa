import { createWorkflow, updateWorkflow } from "@stepwell/api";
import { expect, it, onTestFinished, vi } from "vitest";
import { makeDraftFeed, type SavedDraft } from "./draft-feed.ts";
import { useTestServer } from "./open-test-server.suite.ts";
import { manual } from "./sample-definitions.suite.ts";

const test = useTestServer();

function fail(): never {
  throw new Error("a listener failed");
}

it("tells each listener, also behind one that fails, until it listens no more", () => {
  const feed = makeDraftFeed();
  const told: SavedDraft[] = [];
  feed.listen(fail);
  const unlisten = feed.listen((saved) => told.push(saved));
  feed.tell({ workflowId: "a", revision: 1, activeVersion: null });
  unlisten();
  feed.tell({ workflowId: "a", revision: 2, activeVersion: null });
  expect(told).toEqual([{ workflowId: "a", revision: 1, activeVersion: null }]);
});

it("tells of a draft when the server goes by it already, whatever a listener does", async () => {
  const call = await test().client();
  const { id, draft } = await call(createWorkflow, { body: { definition: manual([]) as never } });
  const { drafts, names } = test().environment();
  const nameNow = () => names().workflows?.find((workflow) => workflow.id === id)?.name;
  const told: unknown[] = [];
  onTestFinished(drafts.listen(fail));
  onTestFinished(drafts.listen(({ revision }) => told.push([revision, nameNow()])));
  await call(updateWorkflow, { params: { id }, body: { name: "Renamed" } });
  expect(told).toEqual([[draft.revision + 1, "Renamed"]]);
});

it("tells of a draft that is stored, though the server could not go by it", async () => {
  const call = await test().client();
  const { id, draft } = await call(createWorkflow, { body: { definition: manual([]) as never } });
  const environment = test().environment();
  const told: SavedDraft[] = [];
  onTestFinished(environment.drafts.listen((saved) => told.push(saved)));
  const reload = vi.spyOn(environment, "reload").mockRejectedValueOnce(new Error("no reload"));
  onTestFinished(() => reload.mockRestore());
  await expect(call(updateWorkflow, { params: { id }, body: { name: "Renamed" } })).rejects.toThrow(
    "our side",
  );
  expect(told).toEqual([{ workflowId: id, revision: draft.revision + 1, activeVersion: null }]);
});
