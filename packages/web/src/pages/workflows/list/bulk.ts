import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/call.ts";
import { useEnvironment } from "../../../api/environment.ts";
import { messageOf } from "../../../api/refusal.ts";
import { toast } from "../../../ui/toasts.tsx";
import { saveDefinitions } from "../definition-files.ts";
import type { WorkflowSummary } from "./all-workflows.ts";

type BulkAction = "activate" | "deactivate" | "export" | "delete";

interface Bulk {
  readonly isBusy: boolean;
  readonly start: (action: BulkAction) => void;
}

/** Does the same with each, one after the other; the first refusal ends it and is told. */
export function useBulk(chosen: readonly WorkflowSummary[], onDone: () => void): Bulk {
  const { t } = useTranslation("workflows");
  const environment = useEnvironment();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const run = async (action: BulkAction): Promise<void> => {
    setBusy(true);
    let at = "";
    try {
      const definitions: unknown[] = [];
      for (const { id, name } of chosen) {
        at = name;
        definitions.push(await doOne(action, id, environment));
      }
      if (action === "export") saveDefinitions(definitions);
      toast({ text: t(`bulk.done.${action}`, { count: chosen.length }) });
      onDone();
    } catch (error) {
      toast({ text: `${at}: ${messageOf(error)}`, look: "error" });
    }
    setBusy(false);
    await client.invalidateQueries();
  };
  return { isBusy, start: (action) => void run(action) };
}

async function doOne(
  action: BulkAction,
  id: string,
  environment: string | undefined,
): Promise<unknown> {
  const params = { id };
  switch (action) {
    case "activate":
      return call("activateWorkflow", { params, body: {} }, { environment });
    case "deactivate":
      return call("deactivateWorkflow", { params }, { environment });
    case "delete":
      return call("deleteWorkflow", { params }, { environment });
    case "export": {
      const { draft } = await call("getWorkflow", { params }, { environment });
      return draft.definition;
    }
  }
}
