import type { listAudit } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { readPage } from "../../pages.ts";
import { presentAuditEntry } from "../../presenters/people.ts";

/** Whoever reaches some environments only sees what was done there. */
export const list: Handler<typeof listAudit> = async ({ server, principal, query }) => {
  const { from, to, actor, operation, environment, limit, cursor } = query;
  const reach = principal.environments.length === 0 ? undefined : principal.environments;
  const asked = environment === undefined ? reach : [environment];
  const environments = asked?.filter((name) => reach === undefined || reach.includes(name));
  return readPage(
    { limit, cursor },
    {
      idPrefix: "aud",
      read: async (page) =>
        server.installation.audit.list({
          ...page,
          from: from === undefined ? undefined : Date.parse(from),
          to: to === undefined ? undefined : Date.parse(to),
          actor,
          operation,
          environments,
        }),
      present: presentAuditEntry,
    },
  );
};
