import type { EditOperation } from "@stepwell/core";
import type { TFunction } from "i18next";
import { toast } from "../../../ui/toasts.tsx";
import type { BuilderStore, EditOptions } from "./builder-store.ts";
import { focusAlong } from "./focus-node.ts";

interface Parts {
  readonly t: TFunction<"builder">;
  readonly store: BuilderStore;
}

/** Carries the edits out; where that is impossible, the person is told: false. */
export function tryEdit(
  { t, store }: Parts,
  operations: readonly EditOperation[],
  options: EditOptions,
): boolean {
  const reason = store.getState().edit(operations, options);
  if (reason === undefined) {
    if (options.select !== undefined) focusAlong(options.select);
    return true;
  }
  toast({ text: t("said.refused", { label: options.label, reason }), look: "error" });
  return false;
}
