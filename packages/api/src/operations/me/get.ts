import { defineOperation } from "../../operation.ts";
import { me } from "../../people-schemas.ts";
import { nothing } from "../../schemas.ts";

export const getMe = defineOperation({
  id: "me.get",
  method: "GET",
  path: "/api/v1/me",
  isInstallation: true,
  summary: "Who calls, and what he may do in which environment.",
  permission: "me.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: me,
  status: 200,
  problems: [],
});
