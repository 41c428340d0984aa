import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { givenPassword, newPassword } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const changePassword = defineOperation({
  id: "sessions.change_password",
  method: "POST",
  path: "/api/auth/change-password",
  isInstallation: true,
  summary: "Changes one's own password; all other sessions end, and this one gets a new cookie.",
  permission: "me.write",
  params: nothing,
  query: nothing,
  body: z.strictObject({ currentPassword: givenPassword, newPassword }),
  answer: z.null(),
  status: 204,
  problems: ["invalid_input", "wrong_password", "session_needed", "too_many_requests"],
});
