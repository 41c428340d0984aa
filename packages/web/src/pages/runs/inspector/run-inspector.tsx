import { useTranslation } from "react-i18next";
import { DataView } from "../../../ui/data-view.tsx";
import { TabPanel, Tabs } from "../../../ui/tabs.tsx";
import { useRunLook } from "../view/run-context.ts";

/** The run's event, what came out of it, and what it has kept. */
export function RunInspector() {
  const { t } = useTranslation("runs");
  const { run, search, look } = useRunLook();
  const parts = {
    event: { value: run.event.data, root: "event.data" },
    ...(run.output !== null && { output: { value: run.output, root: "" } }),
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
          {part && (
            <DataView key={tab} label={t(`tab.${tab}`)} value={part.value} root={part.root} />
          )}
        </TabPanel>
      </Tabs>
    </>
  );
}
