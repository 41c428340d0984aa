import { useNavigate, useSearch } from "@tanstack/react-router";
import { ChartGantt, List, Workflow } from "lucide-react";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { windowWidth } from "../../../ui/letter-size.ts";
import { ChoiceBar } from "../../../ui/choice-bar.tsx";
import { Inspector } from "../inspector/inspector.tsx";
import { failedStepOf, lookedAt, searchAfter } from "../model/looked-at.ts";
import { shownStepRuns } from "../model/shown-step-runs.ts";
import { type RunSearch, type RunView, runViews } from "../routes.ts";
import { RunCanvas } from "./run-canvas.tsx";
import { RunContext, type RunLook } from "./run-context.ts";
import { RunHead } from "./run-head.tsx";
import { useRunKeys } from "./run-keys.ts";
import { StepTable } from "./step-table.tsx";
import { keep, readKept } from "../../../ui/browser-storage.ts";

interface Props extends Pick<RunLook, "run" | "stepRuns" | "workflow" | "definition"> {
  readonly isLive: boolean;
}

const icons = { canvas: Workflow, timeline: ChartGantt, list: List } as const;
const viewKey = "stepwell.run.view";
const phoneWidth = 700;

/** On phones the list, unless the person chose otherwise. */
function usualView(): RunView {
  const kept = runViews.find((view) => view === readKept(viewKey));
  return kept ?? (windowWidth() < phoneWidth ? "list" : "canvas");
}

export function RunFrame({ run, stepRuns, workflow, definition, isLive }: Props) {
  const { t } = useTranslation("runs");
  const given = useSearch({ from: "/$environment/runs/$runId" });
  const navigate = useNavigate({ from: "/$environment/runs/$runId" });
  const [usual, setUsual] = useState(usualView);
  const view = given.view ?? usual;
  const shown = useMemo(
    () => shownStepRuns(stepRuns.items, given.place ?? ""),
    [stepRuns.items, given.place],
  );
  const failedId = failedStepOf(run, shown);
  const { search, isPreset } = lookedAt(given, failedId);
  const look = (change: RunSearch): void =>
    void navigate({ to: ".", search: (old) => searchAfter(old, change, failedId), replace: true });
  const choose = (next: RunView): void => {
    keep(viewKey, next);
    setUsual(next);
    look({ view: next });
  };
  const { onKeyDown, isAsking, ask } = useRunKeys(run);
  return (
    <RunContext value={{ run, stepRuns, workflow, definition, shown, search, isPreset, look }}>
      {/* Keys of the run view work wherever the focus is in it. */}
      <div
        ref={takeFocus}
        tabIndex={-1}
        role="presentation"
        onKeyDown={(pressed: KeyboardEvent) => onKeyDown(pressed)}
        className="flex h-full flex-col outline-none max-lg:h-auto"
      >
        <RunHead isLive={isLive} isAskingAgain={isAsking} onAskAgain={ask} />
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          <section
            aria-label={t(`view.${view}`)}
            className="flex min-h-0 min-w-0 flex-1 flex-col max-lg:min-h-80"
          >
            <div className="flex items-center gap-2 border-b border-line bg-surface px-4 py-1.5">
              <ChoiceBar
                label={t("view.label")}
                choices={runViews.map((id) => ({
                  id,
                  label: t(`view.${id}`),
                  icon: <ViewIcon view={id} />,
                }))}
                chosen={view}
                onChange={choose}
              />
            </div>
            <View view={view} />
          </section>
          <Inspector />
        </div>
      </div>
    </RunContext>
  );
}

/** Its keys work from the beginning: the focus is nowhere when one comes from a list. */
function takeFocus(frame: HTMLElement | null): void {
  if (document.activeElement === document.body) frame?.focus({ preventScroll: true });
}

function ViewIcon({ view }: { readonly view: RunView }) {
  const Icon = icons[view];
  return <Icon aria-hidden size={15} />;
}

function View({ view }: { readonly view: RunView }) {
  return view === "canvas" ? <RunCanvas /> : <StepTable hasBars={view === "timeline"} />;
}
