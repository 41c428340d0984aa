import type { Json } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { DataView } from "../../../ui/data-view.tsx";
import { TabPanel, Tabs } from "../../../ui/tabs.tsx";
import { useRunLook } from "../view/run-context.ts";
import { LargeValue } from "./large-value.tsx";

/** The run's event, what came out of it, and what it has kept. */
export function RunInspector() {
  const { t } = useTranslation("runs");
  const { run, search, look } = useRunLook();
  const parts = {
    event: { value: run.event.data, root: "event.data", bytes: run.large?.event },
    ...((run.output !== null || run.large?.output !== undefined) && {
      output: { value: run.output, root: "", bytes: run.large?.output },
    }),
    ...(run.response && { response: { value: run.response, root: "" } }),
    ...(run.variables && { variables: { value: run.variables, root: "vars" } }),
    ...(run.messages && { messages: { value: [...run.messages], root: "" } }),
  };
  const names = Object.keys(parts) as (keyof typeof parts)[];
  const tab = names.find((name) => name === search.tab) ?? "event";
  const part = parts[tab];
  return (
    <>
      <header className="px-4 pt-3 pb-2">
        <h2 className="text-panel font-semibold">{t("whole_run")}</h2>
        <p className="text-small text-ink-3">{t("choose_step")}</p>
      </header>
      <Tabs
        label={t("inspector")}
        tabs={names.map((id) => ({ id, label: t(`tab.${id}`) }))}
        selectedKey={tab}
        onChange={(id) => look({ tab: id })}
        className="flex-1"
      >
        <TabPanel key={tab} id={tab} className="overflow-auto p-3">
          {part && <Part key={tab} name={tab} {...part} />}
        </TabPanel>
      </Tabs>
    </>
  );
}

interface PartProps {
  readonly name: "event" | "output" | "response" | "variables" | "messages";
  readonly value: Json;
  readonly root: string;
  /** Where it did not come with the run. */
  readonly bytes?: number | undefined;
}

function Part({ name, value, root, bytes }: PartProps) {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const label = t(`tab.${name}`);
  if (bytes === undefined) return <DataView label={label} value={value} root={root} />;
  const of = name === "output" ? "output" : "event";
  return <LargeValue runId={run.id} {...{ of, bytes, label, root }} />;
}
