import type { getVariables, setVariables } from "@stepwell/api";
import type { Handler } from "../../call.ts";

export const getAll: Handler<typeof getVariables> = async ({ environment }) => ({
  variables: { ...environment.variables() },
});

export const set: Handler<typeof setVariables> = async ({ environment, body }) => {
  await environment.exclusive(() => environment.setVariables(body.variables));
  return { variables: { ...environment.variables() } };
};
