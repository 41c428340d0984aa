import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "../../app/page.tsx";
import { Card } from "../../ui/card.tsx";
import { EventFilters } from "./event-filters.tsx";
import { EventTable } from "./event-table.tsx";

export function EventsPage() {
  const { t } = useTranslation("events");
  const filter = useSearch({ from: "/$environment/events" });
  const navigate = useNavigate({ from: "/$environment/events" });
  return (
    <Page title={t("title")} lead={t("lead")} isWide>
      <Card isFlush>
        <EventFilters
          filter={filter}
          onChange={(change) =>
            void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace: true })
          }
        />
        <EventTable filter={filter} />
      </Card>
    </Page>
  );
}
