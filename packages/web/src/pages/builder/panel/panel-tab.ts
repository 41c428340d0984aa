import { createStore, useStore } from "zustand";

/** The tab stays when another step is selected. */
const shownTab = createStore(() => "configure");

export function showPanelTab(tab: string): void {
  shownTab.setState(tab, true);
}

/** The tab where the field of that path is: `retry.attempts`, `url`, `branches.0.when`. */
export function showTabOf(path: string): void {
  showPanelTab(onErrorFields.test(path) ? "on_error" : "configure");
}

const onErrorFields = /^(?:onError|retry|timeout)(?:\.|$)/;

export function usePanelTab(): readonly [string, (tab: string) => void] {
  return [useStore(shownTab), showPanelTab];
}
