import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../ui/button.tsx";
import { TabPanel, Tabs } from "../../ui/tabs.tsx";
import type { RequestFilter } from "./request-filter.ts";
import { type WorkbenchTab, workbenchTabs } from "./tabs.ts";
import { WorkbenchContent } from "./workbench-content.tsx";

interface Props {
  readonly tab: WorkbenchTab;
  /** The filter begins with it. */
  readonly workflow: string | undefined;
  readonly onChange: (tab: WorkbenchTab | undefined) => void;
}

/** The Workbench at the foot of any page: a row leads to its object, and the dock stays. */
export function Dock({ tab, workflow, onChange }: Props) {
  const { t } = useTranslation("workbench");
  const [filter, setFilter] = useState<RequestFilter>({ workflow });
  return (
    <section
      data-dock
      aria-label={t("title")}
      className="relative flex h-80 max-h-1/2 shrink-0 flex-col border-t border-line bg-surface"
    >
      <Tabs
        label={t("title")}
        tabs={workbenchTabs.map((id) => ({ id, label: t(`tab.${id}`) }))}
        selectedKey={tab}
        onChange={(next) => onChange(workbenchTabs.find((one) => one === next))}
        className="flex-1"
      >
        <TabPanel key={tab} id={tab} className="overflow-auto">
          <WorkbenchContent
            tab={tab}
            filter={filter}
            onFilter={(change) => setFilter({ ...filter, ...change })}
          />
        </TabPanel>
      </Tabs>
      <span className="absolute end-2 top-1">
        <IconButton label={t("close_dock")} onPress={() => onChange(undefined)}>
          <X aria-hidden size={16} />
        </IconButton>
      </span>
    </section>
  );
}
