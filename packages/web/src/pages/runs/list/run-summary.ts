import type { ItemOf } from "../../../api/pages.ts";

export type RunSummary = ItemOf<"listRuns">;
