import type { getCatalog } from "@stepwell/api";
import { stepTypes, triggerTypes } from "@stepwell/catalog";
import type { Json, StepType, TriggerType } from "@stepwell/core";
import { z } from "zod";
import type { Handler } from "../../call.ts";

export const get: Handler<typeof getCatalog> = async () => ({
  steps: stepTypes.map(presentStep),
  triggers: triggerTypes.map(presentTrigger),
});

function presentStep({ compile: _, config, ...info }: StepType): Json {
  return { ...info, config: configSchema(config) } as unknown as Json;
}

function presentTrigger({ compile: _, config, ...info }: TriggerType): Json {
  return { ...info, config: configSchema(config) } as unknown as Json;
}

function configSchema(config: z.ZodType): object {
  return z.toJSONSchema(config, { io: "input", unrepresentable: "any" });
}
