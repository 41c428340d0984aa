import { createStore, useStore } from "zustand";

/** The tab stays when another step is selected. */
const shownTab = createStore(() => "configure");

export function showPanelTab(tab: string): void {
  shownTab.setState(tab, true);
}

export function usePanelTab(): readonly [string, (tab: string) => void] {
  return [useStore(shownTab), showPanelTab];
}
