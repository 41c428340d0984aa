import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { roles } from "../../permission.ts";
import { apiKey, nothing, time } from "../../schemas.ts";

export const createKey = defineOperation({
  id: "keys.create",
  method: "POST",
  path: "/api/v1/keys",
  isInstallation: true,
  summary: "Makes an API key; the answer is the only place where it is shown.",
  permission: "keys.manage",
  params: nothing,
  query: nothing,
  body: z.strictObject({
    name: z.string().trim().min(1).max(200),
    role: z.enum(roles),
    environment: z.string().max(50).optional(),
    expiresAt: time.optional(),
  }),
  answer: apiKey.extend({ key: z.string() }),
  status: 201,
  audit: { fields: ["name", "role", "environment", "expiresAt"] },
  problems: ["invalid_input", "forbidden"],
});
