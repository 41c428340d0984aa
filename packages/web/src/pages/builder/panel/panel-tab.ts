import { useState } from "react";

let lastTab = "configure";

/** The tab stays when another step is selected. */
export function usePanelTab(): readonly [string, (tab: string) => void] {
  const [tab, setTab] = useState(lastTab);
  return [
    tab,
    (next) => {
      lastTab = next;
      setTab(next);
    },
  ];
}
