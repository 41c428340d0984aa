import type { UnitResult } from "@stepwell/core";
import type { Write, WriteResult } from "../write.ts";
import type { Synchronous } from "./connection.ts";
import type { Failure } from "./failure.ts";
import type { Cell } from "./unit-batch.ts";

/* What the main thread and the writer's thread say to each other: one answer for each order. */

export interface WriterData {
  readonly path: string;
  readonly synchronous: Synchronous;
}

/** A list of cells is a batch of units. */
export type WriterOrder =
  | readonly Cell[]
  | Write
  /** Is there room again? */
  | { readonly kind: "probe" }
  | { readonly kind: "close" };

export type WriterAnswer =
  | { readonly kind: "done" }
  /** Undefined where all were committed: nearly always. */
  | { readonly kind: "units"; readonly results: readonly UnitAnswer[] | undefined }
  | { readonly kind: "written"; readonly result: WriteResult }
  /** Nothing of the order was written. */
  | { readonly kind: "failed"; readonly failure: Failure };

/** The failure of one unit, where the unit itself was at fault. */
export type UnitAnswer = UnitResult | Failure;
