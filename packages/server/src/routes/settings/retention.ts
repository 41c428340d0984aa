import type { getRetention, setRetention } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import type { KeptDays } from "../../kept-days.ts";

export const getAll: Handler<typeof getRetention> = async ({ environment }) => ({
  ...environment.keptDays.current(),
});

export const set: Handler<typeof setRetention> = async ({ environment, body }) => {
  const changes = Object.entries(body).filter(([, value]) => value !== undefined);
  const { exclusive, keptDays } = environment;
  await exclusive(() => keptDays.set(Object.fromEntries(changes) as Partial<KeptDays>));
  return { ...keptDays.current() };
};
