import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { type BuilderState, useBuilderStore } from "../model/builder-store.ts";

/** Who walks through steps by holding a key changes the address once: browsers allow few changes. */
const restMs = 200;

function openStep({ isPanelOpen, selected }: BuilderState): string | undefined {
  return isPanelOpen ? selected : undefined;
}

/** The address says whose panel is open: loading it again, or a copy of it, leads to the same place. */
export function useStepInAddress(): void {
  const store = useBuilderStore();
  const router = useRouter();
  const navigate = useNavigate({ from: "/$environment/workflows/$workflowId/edit" });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { pathname } = router.latestLocation;
    const say = (): void => {
      // On the way to another page this one stands until that one is loaded.
      if (router.latestLocation.pathname !== pathname) return;
      const step = openStep(store.getState());
      void navigate({
        search: (before) => ({ ...before, step }),
        replace: true,
        resetScroll: false,
      });
    };
    // It may name a step that is gone.
    if (openStep(store.getState()) !== router.latestLocation.search.step) say();
    const end = store.subscribe((state, before) => {
      if (openStep(state) === openStep(before)) return;
      clearTimeout(timer);
      timer = setTimeout(say, restMs);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [store, navigate, router]);
}
