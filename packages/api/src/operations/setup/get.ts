import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing } from "../../schemas.ts";

export const getSetup = defineOperation({
  id: "setup.get",
  method: "GET",
  path: "/api/v1/setup",
  isInstallation: true,
  summary: "Whether the installation still needs its first person.",
  permission: "public",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ isNeeded: z.boolean() }),
  status: 200,
  problems: [],
});
