import { EventTable } from "../events/event-table.tsx";
import { ErrorTable } from "./error-table.tsx";
import type { RequestFilter } from "./request-filter.ts";
import { RequestTable } from "./request-table.tsx";
import type { WorkbenchTab } from "./tabs.ts";
import { WebhookTables } from "./webhook-tables.tsx";

interface Props {
  readonly tab: WorkbenchTab;
  readonly filter: RequestFilter;
  readonly onFilter: (change: RequestFilter) => void;
}

const anyEvent = {};

/** A tab of the Workbench, on its page and in the dock. */
export function WorkbenchContent({ tab, filter, onFilter }: Props) {
  switch (tab) {
    case "requests":
      return <RequestTable filter={filter} onFilter={onFilter} />;
    case "events":
      return <EventTable filter={anyEvent} />;
    case "webhooks":
      return <WebhookTables />;
    case "errors":
      return <ErrorTable />;
  }
}
