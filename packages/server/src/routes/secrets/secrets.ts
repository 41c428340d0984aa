import type { deleteSecret, listSecrets, setSecret } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { notFound } from "../../refuse.ts";

export const list: Handler<typeof listSecrets> = async ({ environment }) => ({
  items: environment.secrets.names().map((name) => ({ name })),
});

export const set: Handler<typeof setSecret> = async ({ environment, params, body }) => {
  await environment.secrets.set(params.name, body.value);
  return null;
};

export const remove: Handler<typeof deleteSecret> = async ({ environment, params }) => {
  if (!(await environment.secrets.delete(params.name))) throw notFound("secret", params.name);
  return null;
};
