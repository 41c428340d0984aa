import type { Place } from "@stepwell/core";
import {
  createContext,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { lazyDialog } from "../../../app/lazy-part.tsx";
import { useTypeAhead } from "../../../ui/type-ahead.ts";

const StepPicker = lazyDialog(async () => (await import("./step-picker.tsx")).StepPicker);

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
  const close = useCallback(() => setPlace(undefined), []);
  useEffect(() => StepPicker.preload(), []);
  useTypeAhead(place !== undefined, close);
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
      <Suspense>{place && <StepPicker place={place} anchor={anchor} onClose={close} />}</Suspense>
    </PickerContext>
  );
}
