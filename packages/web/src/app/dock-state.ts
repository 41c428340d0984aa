import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { workbenchTabs, type WorkbenchTab } from "../pages/workbench/tabs.ts";

const storageKey = "stepwell.dock";

function tabOf(value: unknown): WorkbenchTab | undefined {
  return workbenchTabs.find((tab) => tab === value);
}

/**
 * Which tab of the Workbench stands at the foot of the page; undefined where it is closed. The
 * address says so, and the dock stays while one goes from page to page.
 */
export function useDock(): readonly [
  WorkbenchTab | undefined,
  (tab: WorkbenchTab | undefined) => void,
] {
  const { search } = useLocation();
  const navigate = useNavigate();
  const inAddress = tabOf((search as { readonly wb?: unknown }).wb);
  const [tab, setTab] = useState(() => inAddress ?? tabOf(sessionStorage.getItem(storageKey)));
  useEffect(() => {
    sessionStorage.setItem(storageKey, tab ?? "");
    if (tab !== inAddress)
      void navigate({
        to: ".",
        search: (old: object) => ({ ...old, wb: tab }),
        replace: true,
      } as never);
  }, [tab, inAddress, navigate]);
  return [tab, setTab];
}
