import { Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { lazyDialog, lazyPart } from "../../../app/lazy-part.tsx";
import { Dock } from "../../../app/dock.tsx";
import { useDock } from "../../../app/dock-state.ts";
import { type CanvasHandle, CanvasHandleContext } from "../../../canvas/canvas-handle.ts";
import { useIsPhone } from "../../../ui/use-is-phone.ts";
import { BuilderCanvas } from "../canvas/builder-canvas.tsx";
import { triggerId } from "../../../canvas/layout.ts";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { focusNode } from "../model/focus-node.ts";
import { useBuilderKeys } from "../model/builder-keys.ts";
import { useSamples } from "../samples/samples-context.tsx";
import type { BuilderView } from "../routes.ts";
import { SelectionBar } from "../selection/selection-bar.tsx";
import { useTrial, useTrialStore } from "../trial/trial-store.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useStepInAddress } from "./step-address.ts";
import { useView } from "./use-view.ts";

// What is not there at first is loaded when it is first opened.
const Panel = lazyPart(async () => (await import("../panel/panel.tsx")).Panel);
const Outline = lazyPart(async () => (await import("../outline/outline.tsx")).Outline);
const JsonView = lazyPart(async () => (await import("../json/json-view.tsx")).JsonView);
const FindBar = lazyDialog(async () => (await import("../find/find-bar.tsx")).FindBar);
const TrialDock = lazyPart(async () => (await import("../trial/trial-dock.tsx")).TrialDock);

const RunBanner = lazyPart(async () => (await import("../samples/run-banner.tsx")).RunBanner);

const views = { canvas: BuilderCanvas, outline: Outline, json: JsonView } as const;

export function BuilderFrame({ workflowId }: { readonly workflowId: string }) {
  const canvas = useRef<CanvasHandle>(null);
  return (
    <CanvasHandleContext value={canvas}>
      <Frame workflowId={workflowId} />
    </CanvasHandleContext>
  );
}

function Frame({ workflowId }: { readonly workflowId: string }) {
  const [view, change] = useView();
  const store = useBuilderStore();
  const { wanted } = useSamples();
  // On a phone the panel is over everything else.
  const isPanelOpen = useIsPanelOpen();
  const isCovered = useIsPhone() && isPanelOpen;
  const [isFinding, setFinding] = useState(false);
  const isTrialOpen = useTrialDock();
  useStepInAddress();
  // Most people open the panel next; who presses Ctrl+F types at once.
  useEffect(() => {
    Panel.preload();
    FindBar.preload();
  }, []);
  const keys = useBuilderKeys({
    toggleView: () => {
      change(view === "canvas" ? "outline" : "canvas");
      focusNode(store.getState().selected ?? triggerId);
    },
    find: () => setFinding(view !== "json"),
  });
  return (
    // Keys of the builder work wherever the focus is in it.
    <div role="presentation" {...keys} className="flex h-full flex-col">
      <div className="contents" inert={isCovered}>
        <TopBar workflowId={workflowId} view={view} onView={change} />
        <Suspense>{wanted && <RunBanner />}</Suspense>
      </div>
      <Middle
        view={view}
        isCovered={isCovered}
        isFinding={isFinding && view !== "json"}
        endFind={() => setFinding(false)}
      />
      <div className="contents" inert={isCovered}>
        <Suspense>{isTrialOpen && <TrialDock />}</Suspense>
        {!isTrialOpen && <Dock workflow={workflowId} />}
        <BottomBar workflowId={workflowId} />
      </div>
    </div>
  );
}

/** There is room for one at the foot: what is opened last puts away the other. */
function useTrialDock(): boolean {
  const isOpen = useTrial((state) => state.isOpen);
  const trials = useTrialStore();
  const [tab, setTab] = useDock();
  const isWorkbenchOpen = tab !== undefined;
  useLayoutEffect(() => {
    if (isOpen) setTab(undefined);
  }, [isOpen, setTab]);
  useLayoutEffect(() => {
    if (isWorkbenchOpen) trials.setState({ isOpen: false });
  }, [isWorkbenchOpen, trials]);
  return isOpen;
}

function useIsPanelOpen(): boolean {
  return useBuilder((state) => state.isPanelOpen && state.selected !== undefined);
}

interface MiddleProps {
  readonly view: BuilderView;
  readonly isCovered: boolean;
  readonly isFinding: boolean;
  readonly endFind: () => void;
}

function Middle({ view, isCovered, isFinding, endFind }: MiddleProps) {
  const isPanelOpen = useIsPanelOpen();
  const View = views[view];
  return (
    <main className="relative flex min-h-0 flex-1">
      <div className="relative min-w-0 flex-1" inert={isCovered}>
        <Suspense>
          <View />
        </Suspense>
        <Suspense>{isFinding && <FindBar onClose={endFind} />}</Suspense>
        <SelectionBar />
      </div>
      <Suspense>{isPanelOpen && <Panel />}</Suspense>
    </main>
  );
}
