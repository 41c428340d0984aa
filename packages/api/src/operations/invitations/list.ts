import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { invitation } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const listInvitations = defineOperation({
  id: "invitations.list",
  method: "GET",
  path: "/api/v1/invitations",
  isInstallation: true,
  summary: "Invitations that were neither accepted nor taken back, and have not expired.",
  permission: "members.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ items: z.array(invitation) }),
  status: 200,
  problems: [],
});
