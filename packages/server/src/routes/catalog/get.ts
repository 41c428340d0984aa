import type { getCatalog } from "@stepwell/api";
import { stepTypes, triggerTypes } from "@stepwell/catalog";
import type { Json, StepType, TriggerType } from "@stepwell/core";
import { z } from "zod";
import type { Handler } from "../../call.ts";

export const get: Handler<typeof getCatalog> = async () => ({
  steps: stepTypes.map(presentStep),
  triggers: triggerTypes.map(presentTrigger),
});

function presentStep(type: StepType): Json {
  const { kind, group, title, summary, icon, sample, branches = null, canWait } = type;
  const info = { type: type.type, kind, group, title, summary, icon, sample, branches, canWait };
  return { ...info, config: configSchema(type.config) } as unknown as Json;
}

function presentTrigger(type: TriggerType): Json {
  const { source, group, title, summary, icon, sample, sampleEvent } = type;
  const info = { type: type.type, source, group, title, summary, icon, sample, sampleEvent };
  return { ...info, config: configSchema(type.config) } as unknown as Json;
}

function configSchema(config: z.ZodType): object {
  return z.toJSONSchema(config, { io: "input", unrepresentable: "any" });
}
