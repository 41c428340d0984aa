import { windowWidth } from "../../../ui/letter-size.ts";
import { lazy, Suspense, useEffect, useState } from "react";
import { BuilderCanvas } from "../canvas/builder-canvas.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { useBuilderKeys } from "../model/builder-keys.ts";
import { Outline } from "../outline/outline.tsx";
import { useSamples } from "../samples/samples-context.tsx";
import { useTrial } from "../trial/trial-store.ts";
import type { BuilderView } from "../routes.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { TopBar } from "./top-bar.tsx";

// What is not there at first is loaded when it is first opened.
const loadPanel = () => import("../panel/panel.tsx");
const Panel = lazy(async () => ({ default: (await loadPanel()).Panel }));
const TrialDock = lazy(async () => ({
  default: (await import("../trial/trial-dock.tsx")).TrialDock,
}));

const RunBanner = lazy(async () => ({
  default: (await import("../samples/run-banner.tsx")).RunBanner,
}));

const viewKey = "stepwell.builder.view";
const outlineBelow = 700;

/** On phones the outline, unless the person chose otherwise. */
function firstView(): BuilderView {
  if (windowWidth() < outlineBelow) return "outline";
  return localStorage.getItem(viewKey) === "outline" ? "outline" : "canvas";
}

export function BuilderFrame({ workflowId }: { readonly workflowId: string }) {
  const [view, setView] = useState<BuilderView>(firstView);
  const isPanelOpen = useBuilder((state) => state.isPanelOpen && state.selected !== undefined);
  const { wanted } = useSamples();
  const isTrialOpen = useTrial((state) => state.isOpen);
  const change = (next: BuilderView): void => {
    localStorage.setItem(viewKey, next);
    setView(next);
  };
  // Most people open it next.
  useEffect(() => void loadPanel(), []);
  const onKeyDown = useBuilderKeys({
    toggleView: () => change(view === "canvas" ? "outline" : "canvas"),
  });
  return (
    // Keys of the builder work wherever the focus is in it.
    <div role="presentation" onKeyDown={onKeyDown} className="flex h-full flex-col">
      <TopBar workflowId={workflowId} view={view} onView={change} />
      <Suspense>{wanted && <RunBanner />}</Suspense>
      <main className="relative flex min-h-0 flex-1">
        <div className="min-w-0 flex-1">{view === "canvas" ? <BuilderCanvas /> : <Outline />}</div>
        <Suspense>{isPanelOpen && <Panel />}</Suspense>
      </main>
      <Suspense>{isTrialOpen && <TrialDock />}</Suspense>
      <BottomBar />
    </div>
  );
}
