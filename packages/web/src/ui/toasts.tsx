import { type ComponentType, useEffect, useState } from "react";

/* What tells in passing. Its region is loaded beside the first page, which has nothing to tell yet. */

export interface ToastText {
  readonly text: string;
  readonly look?: "plain" | "error";
  readonly actions?: readonly ToastAction[];
}

interface ToastAction {
  readonly label: string;
  readonly onPress: () => void;
}

const stayMs = 10_000;

const load = () => import("./toast-region.tsx");

/**
 * Tells what has happened, at the foot of the page, for ten seconds.
 * @returns what puts it away before
 */
export function toast(content: ToastText): () => void {
  const shown = load().then(({ queue }) => {
    const key = queue.add(content, { timeout: stayMs });
    return () => queue.close(key);
  });
  return () => void shown.then((close) => close());
}

export function Toasts() {
  const [Region, setRegion] = useState<ComponentType>();
  useEffect(() => {
    // Where its file is gone the page is as good as old: what needs another part says so itself.
    load().then(
      ({ ShownToasts }) => setRegion(() => ShownToasts),
      () => undefined,
    );
  }, []);
  return Region && <Region />;
}
