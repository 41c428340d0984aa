import { createContext, type ReactNode, Suspense, use, useState } from "react";
import { lazyDialog } from "../../../app/lazy-part.tsx";

const RemovalDialog = lazyDialog(async () => (await import("./removal-dialog.tsx")).RemovalDialog);

type AskRemoval = (stepId: string) => void;

const RemovalContext = createContext<AskRemoval>(() => undefined);

/** Asks what is to become of the steps inside before a step is removed. */
export function useAskRemoval(): AskRemoval {
  return use(RemovalContext);
}

export function RemovalProvider({ children }: { readonly children: ReactNode }) {
  const [stepId, ask] = useState<string>();
  return (
    <RemovalContext value={ask}>
      {children}
      <Suspense>
        {stepId !== undefined && (
          <RemovalDialog key={stepId} stepId={stepId} onClose={() => ask(undefined)} />
        )}
      </Suspense>
    </RemovalContext>
  );
}
