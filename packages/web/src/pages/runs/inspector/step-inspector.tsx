import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { usePath } from "../../../api/environment.ts";
import { StepTile } from "../../../canvas/step-tile.tsx";
import { DataView } from "../../../ui/data-view.tsx";
import { StatusBadge } from "../../../ui/status-badge.tsx";
import { TabPanel, Tabs } from "../../../ui/tabs.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { requestOf } from "../model/http-request.ts";
import type { StepRun } from "../model/step-run-tree.ts";
import { StepDuration } from "../run-duration.tsx";
import { useRunLook } from "../view/run-context.ts";
import { useStepNames } from "../view/step-row.tsx";
import { AttemptsTab } from "./attempts-tab.tsx";
import { LargeValue } from "./large-value.tsx";
import { LogTab } from "./log-tab.tsx";
import { RequestTab } from "./request-tab.tsx";
import { StepError } from "./step-error.tsx";

const tabs = ["input", "output", "log", "attempts", "request"] as const;
type Tab = (typeof tabs)[number];

/** One step run: what went wrong first, then what went in and what came out. */
export function StepInspector({ stepRun }: { readonly stepRun: StepRun }) {
  const { t } = useTranslation("runs");
  const { search, look } = useRunLook();
  const usable = tabs.filter((tab) => isUsable(tab, stepRun));
  const tab = usable.find((name) => name === search.tab) ?? firstTab(stepRun);
  return (
    <>
      <StepHead stepRun={stepRun} />
      {stepRun.error && <StepError stepRun={stepRun} error={stepRun.error} />}
      <Tabs
        label={t("inspector")}
        tabs={usable.map((id) => ({
          id,
          label: t(`tab.${id}`),
          sign: id === "log" && stepRun.log && <Count of={stepRun.log.length} />,
        }))}
        selectedKey={tab}
        onChange={(id) => look({ tab: id })}
        className="flex-1"
      >
        <TabPanel key={tab} id={tab} className="overflow-auto p-3">
          <TabContent tab={tab} stepRun={stepRun} />
        </TabPanel>
      </Tabs>
    </>
  );
}

function isUsable(tab: Tab, stepRun: StepRun): boolean {
  if (tab === "request") return requestOf(stepRun) !== undefined;
  return tab !== "log" || stepRun.log !== undefined || stepRun.large?.log !== undefined;
}

/** Of what failed, what it was asked to do. */
function firstTab({ output, large }: StepRun): Tab {
  return output === undefined && large?.output === undefined ? "input" : "output";
}

function Count({ of }: { readonly of: number }) {
  return <span className="text-ink-3 tabular-nums">{of}</span>;
}

function StepHead({ stepRun }: { readonly stepRun: StepRun }) {
  const { t } = useTranslation("runs");
  const at = usePath();
  const { steps } = useCatalog();
  const nameOf = useStepNames();
  const type = steps.get(stepRun.type);
  return (
    <header className="flex items-center gap-3 px-4 pt-3 pe-12 pb-2">
      <StepTile icon={type?.icon ?? "box"} family={type?.group ?? "flow"} />
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="truncate text-panel font-semibold">
          {nameOf(stepRun)}
        </h2>
        <p className="flex flex-wrap items-center gap-x-2 text-small text-ink-3">
          <StatusBadge status={stepRun.status} />
          <StepDuration stepRun={stepRun} />
          <code className="truncate">{stepRun.path}</code>
          {stepRun.calledRunId !== undefined && (
            <TextLink href={at(`/runs/${stepRun.calledRunId}`)}>{t("called_run")}</TextLink>
          )}
        </p>
      </div>
    </header>
  );
}

function TabContent({ tab, stepRun }: { readonly tab: Tab; readonly stepRun: StepRun }) {
  switch (tab) {
    case "input":
      return <DataPart stepRun={stepRun} name="input" root="" />;
    case "output":
      return <DataPart stepRun={stepRun} name="output" root={`steps.${stepRun.stepId}`} />;
    case "log":
      return <LogTab stepRun={stepRun} />;
    case "attempts":
      return <AttemptsTab stepRun={stepRun} />;
    case "request":
      return <RequestTab stepRun={stepRun} />;
  }
}

interface DataProps {
  readonly stepRun: StepRun;
  readonly name: "input" | "output";
  readonly root: string;
}

function DataPart({ stepRun, name, root }: DataProps) {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const bytes = stepRun.large?.[name];
  const value = stepRun[name];
  const label = t(`tab.${name}`);
  if (bytes !== undefined)
    return <LargeValue runId={run.id} of={name} path={stepRun.path} {...{ bytes, label, root }} />;
  if (value === undefined) return <p className="text-body text-ink-2">{t(`nothing.${name}`)}</p>;
  return <DataView label={label} value={value} root={root} />;
}
