import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { me, personName, preferences } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const updateMe = defineOperation({
  id: "me.update",
  method: "PATCH",
  path: "/api/v1/me",
  isInstallation: true,
  summary: "Changes one's own name, language and theme; an API key has none.",
  permission: "me.write",
  params: nothing,
  query: nothing,
  body: z.strictObject({ name: personName, ...preferences }).partial(),
  answer: me,
  status: 200,
  problems: ["invalid_input", "session_needed"],
});
