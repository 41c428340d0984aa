import type { Place } from "@stepwell/core";
import { createContext, type ReactNode, use, useMemo, useRef, useState } from "react";
import { StepPicker } from "./step-picker.tsx";

export interface Picker {
  /** Opens the choice of steps for a place, beside the element. */
  open(place: Place, beside: Element): void;
}

const PickerContext = createContext<Picker>({ open: () => undefined });

export function usePicker(): Picker {
  return use(PickerContext);
}

export function PickerProvider({ children }: { readonly children: ReactNode }) {
  const [place, setPlace] = useState<Place>();
  const anchor = useRef<Element>(null);
  const picker = useMemo<Picker>(
    () => ({
      open(next, beside) {
        anchor.current = beside;
        setPlace(next);
      },
    }),
    [],
  );
  return (
    <PickerContext value={picker}>
      {children}
      {/* Loaded with the page: whoever opens it types at once. */}
      {place && <StepPicker place={place} anchor={anchor} onClose={() => setPlace(undefined)} />}
    </PickerContext>
  );
}
