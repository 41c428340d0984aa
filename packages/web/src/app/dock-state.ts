import { useLocation, useNavigate } from "@tanstack/react-router";
import { createContext, use, useEffect, useMemo, useState } from "react";
import { workbenchTabs, type WorkbenchTab } from "../pages/workbench/tabs.ts";
import { keepForTab, readOfTab } from "../ui/browser-storage.ts";

const storageKey = "stepwell.dock";

function tabOf(value: unknown): WorkbenchTab | undefined {
  return workbenchTabs.find((tab) => tab === value);
}

/** The tab of the Workbench at the foot of the page, undefined where it is closed; and its change. */
type DockState = readonly [WorkbenchTab | undefined, (tab: WorkbenchTab | undefined) => void];

export const DockContext = createContext<DockState>([undefined, () => undefined]);

export function useDock(): DockState {
  return use(DockContext);
}

/** The address says which tab is open, and the dock stays while one goes from page to page. */
export function useDockState(): DockState {
  const inAddress = useLocation({
    select: ({ search }) => tabOf((search as { readonly wb?: unknown }).wb),
  });
  const navigate = useNavigate();
  const [tab, setTab] = useState(() => inAddress ?? tabOf(readOfTab(storageKey)));
  useEffect(() => {
    keepForTab(storageKey, tab ?? "");
    if (tab !== inAddress)
      void navigate({
        to: ".",
        search: (old: object) => ({ ...old, wb: tab }),
        replace: true,
      } as never);
  }, [tab, inAddress, navigate]);
  return useMemo(() => [tab, setTab], [tab]);
}
