import type { Json } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { DataView } from "../../../ui/data-view.tsx";
import { TabPanel, Tabs } from "../../../ui/tabs.tsx";
import type { RunDetail } from "../model/step-run-tree.ts";
import { useRunLook } from "../view/run-context.ts";
import { LargeValue } from "./large-value.tsx";

/** The run's event, what came out of it, and what it has kept. */
export function RunInspector() {
  const { t } = useTranslation("runs");
  const { run, search, look } = useRunLook();
  const parts = partsOf(run);
  const part = parts.find(({ name }) => name === search.tab) ?? parts[0];
  return (
    <>
      <header className="px-4 pt-3 pb-2">
        <h2 className="text-panel font-semibold">{t("whole_run")}</h2>
        <p className="text-small text-ink-3">{t("choose_step")}</p>
      </header>
      <Tabs
        label={t("inspector")}
        tabs={parts.map(({ name }) => ({ id: name, label: t(`tab.${name}`) }))}
        selectedKey={part?.name ?? "event"}
        onChange={(id) => look({ tab: id })}
        className="flex-1"
      >
        {part && (
          <TabPanel key={part.name} id={part.name} className="overflow-auto p-3">
            <Part key={part.name} {...part} />
          </TabPanel>
        )}
      </Tabs>
    </>
  );
}

/** In the order of their tabs, with what their paths begin with. */
const roots = {
  event: "event.data",
  output: "",
  response: "",
  variables: "vars",
  messages: "",
  message: "",
};
type Name = keyof typeof roots;
const names = Object.keys(roots) as readonly Name[];

interface PartProps {
  readonly name: Name;
  readonly value: Json;
  /** Where it did not come with the run. */
  readonly bytes: number | undefined;
}

function partsOf({ event, output, response, variables, messages, large }: RunDetail) {
  const values: Readonly<Record<Name, Json | undefined>> = {
    event: event.data,
    output: output ?? undefined,
    response,
    variables,
    messages,
    // It stands above; the whole of a long one is here.
    message: undefined,
  };
  return names.flatMap((name): readonly PartProps[] => {
    const [value, bytes] = [values[name], large?.[name]];
    if (value === undefined && bytes === undefined) return [];
    return [{ name, value: value ?? null, bytes }];
  });
}

function Part({ name, value, bytes }: PartProps) {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const [label, root] = [t(`tab.${name}`), roots[name]];
  if (bytes === undefined) return <DataView label={label} value={value} root={root} />;
  return <LargeValue runId={run.id} of={name} {...{ bytes, label, root }} />;
}
