import { createContext, type ReactNode, Suspense, use, useState } from "react";
import { lazyDialog } from "../../../app/lazy-part.tsx";

const MoveDialog = lazyDialog(async () => (await import("./move-dialog.tsx")).MoveDialog);

const MoveContext = createContext<() => void>(() => undefined);

/** Opens the choice of a place for the chosen steps. */
export function useMoveDialog(): () => void {
  return use(MoveContext);
}

export function MoveProvider({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const [open] = useState(() => () => setOpen(true));
  return (
    <MoveContext value={open}>
      {children}
      <Suspense>{isOpen && <MoveDialog onClose={() => setOpen(false)} />}</Suspense>
    </MoveContext>
  );
}
