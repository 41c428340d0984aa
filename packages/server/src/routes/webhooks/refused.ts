import type { listRefusedWebhooks } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { isoTime } from "../../presenters/time.ts";

export const refused: Handler<typeof listRefusedWebhooks> = async ({ environment, query }) => ({
  items: environment.refusedWebhooks
    .list(query.workflow)
    .map(({ at, reason, address, ...one }) => ({
      ...one,
      at: isoTime(at),
      address: address ?? null,
      ...(reason !== undefined && { reason }),
    })),
});
