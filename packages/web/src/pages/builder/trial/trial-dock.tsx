import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../ui/button.tsx";
import { TabPanel, Tabs } from "../../../ui/tabs.tsx";
import { HindcastTab } from "./hindcast-tab.tsx";
import { TestTab } from "./test-tab.tsx";
import { useTrialStore } from "./trial-store.ts";

/** Trying the draft before it goes live: with one event, or with the events of the past. */
export function TrialDock() {
  const { t } = useTranslation("trial");
  const store = useTrialStore();
  const tabs = [
    { id: "test", label: t("test.tab") },
    { id: "hindcast", label: t("hindcast.tab") },
  ];
  return (
    <section
      aria-label={t("title")}
      className="relative flex h-90 shrink-0 flex-col border-t border-line bg-surface max-sm:h-[60vh]"
    >
      <h2 className="sr-only">{t("title")}</h2>
      <span className="absolute end-2 top-1 z-10">
        <IconButton
          label={t("close")}
          onPress={() =>
            store.setState({ isOpen: false, trial: undefined, tested: undefined, until: undefined })
          }
        >
          <X aria-hidden size={18} />
        </IconButton>
      </span>
      <Tabs label={t("title")} tabs={tabs} className="h-full">
        <TabPanel id="test" className="overflow-auto">
          <TestTab />
        </TabPanel>
        <TabPanel id="hindcast" className="overflow-auto">
          <HindcastTab />
        </TabPanel>
      </Tabs>
    </section>
  );
}
