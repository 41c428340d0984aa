import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { member } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const listMembers = defineOperation({
  id: "members.list",
  method: "GET",
  path: "/api/v1/members",
  isInstallation: true,
  summary: "The people of the installation, with their roles.",
  permission: "members.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ items: z.array(member) }),
  status: 200,
  problems: [],
});
