import type { StepDefinition } from "@stepwell/core";
import { createContext, lazy, type ReactNode, Suspense, use, useState } from "react";

const RemovalDialog = lazy(async () => ({
  default: (await import("./removal-dialog.tsx")).RemovalDialog,
}));

type AskRemoval = (step: StepDefinition) => void;

const RemovalContext = createContext<AskRemoval>(() => undefined);

/** Asks what is to become of the steps inside before a step is removed. */
export function useAskRemoval(): AskRemoval {
  return use(RemovalContext);
}

export function RemovalProvider({ children }: { readonly children: ReactNode }) {
  const [step, ask] = useState<StepDefinition>();
  return (
    <RemovalContext value={ask}>
      {children}
      <Suspense>
        {step && <RemovalDialog key={step.id} step={step} onClose={() => ask(undefined)} />}
      </Suspense>
    </RemovalContext>
  );
}
