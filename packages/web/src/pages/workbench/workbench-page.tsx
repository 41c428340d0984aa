import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../app/page.tsx";
import { NotFound } from "../../app/problem-page.tsx";
import { Card } from "../../ui/card.tsx";
import { TabPanel, Tabs } from "../../ui/tabs.tsx";
import { workbenchTabs } from "./tabs.ts";
import { WorkbenchContent } from "./workbench-content.tsx";

/** What developers look at: what went out, what came in, what failed. */
export function WorkbenchPage() {
  const { t } = useTranslation("workbench");
  const { tab: name = "requests" } = useParams({ from: "/$environment/workbench/{-$tab}" });
  const filter = useSearch({ from: "/$environment/workbench/{-$tab}" });
  const navigate = useNavigate({ from: "/$environment/workbench/{-$tab}" });
  const tab = workbenchTabs.find((one) => one === name);
  if (!tab) return <NotFound />;
  return (
    <Page title={t("title")} lead={t("lead")} isWide>
      <Card isFlush>
        <Tabs
          label={t("title")}
          tabs={workbenchTabs.map((id) => ({ id, label: t(`tab.${id}`) }))}
          selectedKey={tab}
          onChange={(next) =>
            void navigate({
              to: "/$environment/workbench/{-$tab}",
              params: (old) => ({ ...old, tab: next }),
              search: {},
            })
          }
        >
          <TabPanel key={tab} id={tab}>
            <WorkbenchContent
              tab={tab}
              filter={filter}
              onFilter={(change) =>
                void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace: true })
              }
            />
          </TabPanel>
        </Tabs>
      </Card>
    </Page>
  );
}
