import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { auditEntry } from "../../people-schemas.ts";
import { listOf, nothing, pageQuery, time } from "../../schemas.ts";

export const listAudit = defineOperation({
  id: "audit.list",
  method: "GET",
  path: "/api/v1/audit",
  isInstallation: true,
  summary: "Who changed what, and who read confidential payloads; the newest first.",
  permission: "audit.read",
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    from: time.optional(),
    to: time.optional(),
    /** The id of a user or key. */
    actor: z.string().max(100).optional(),
    operation: z.string().max(100).optional(),
    environment: z.string().max(50).optional(),
  }),
  body: nothing,
  answer: listOf(auditEntry),
  status: 200,
  problems: ["invalid_input"],
});
