import { createContext, use } from "react";
import type { Autosave } from "./autosave.ts";

export const AutosaveContext = createContext<Autosave>({
  flush: () => Promise.resolve("saved"),
  start: () => () => undefined,
});

export function useAutosave(): Autosave {
  return use(AutosaveContext);
}
