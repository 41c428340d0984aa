import type { RunRow } from "@stepwell/core";
import type { Environment } from "../../environment.ts";
import { notFound } from "../../refuse.ts";

export async function loadRun({ store }: Environment, id: string): Promise<RunRow> {
  const row = await store.run(id);
  if (!row) throw notFound("run", id);
  return row;
}
