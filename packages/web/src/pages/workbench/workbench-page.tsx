import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../app/page.tsx";
import { NotFound } from "../../app/problem-page.tsx";
import { Card } from "../../ui/card.tsx";
import { TabPanel, Tabs } from "../../ui/tabs.tsx";
import { EventTable } from "../events/event-table.tsx";
import { ErrorTable } from "./error-table.tsx";
import { RequestTable } from "./request-table.tsx";
import { type WorkbenchTab, workbenchTabs } from "./routes.ts";
import { WebhookTables } from "./webhook-tables.tsx";

/** What developers look at: what went out, what came in, what failed. */
export function WorkbenchPage() {
  const { t } = useTranslation("workbench");
  const { tab: name } = useParams({ from: "/$environment/workbench/$tab" });
  const navigate = useNavigate({ from: "/$environment/workbench/$tab" });
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
              to: "/$environment/workbench/$tab",
              params: (old) => ({ ...old, tab: next }),
              search: {},
            })
          }
        >
          <TabPanel key={tab} id={tab}>
            <Content tab={tab} />
          </TabPanel>
        </Tabs>
      </Card>
    </Page>
  );
}

const anyEvent = {};

function Content({ tab }: { readonly tab: WorkbenchTab }) {
  switch (tab) {
    case "requests":
      return <RequestTable />;
    case "events":
      return <EventTable filter={anyEvent} />;
    case "webhooks":
      return <WebhookTables />;
    case "errors":
      return <ErrorTable />;
  }
}
