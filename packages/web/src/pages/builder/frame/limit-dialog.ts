import { lazyDialog } from "../../../app/lazy-part.tsx";

/** Seldom needed, and with texts of its own. */
export const LimitDialog = lazyDialog(
  async () => (await import("../../workflows/detail/limit-dialog.tsx")).LimitDialog,
);
