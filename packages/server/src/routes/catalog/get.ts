import type { getCatalog } from "@stepwell/api";
import { stepTypes, triggerTypes } from "@stepwell/catalog";
import { type Json, operators, type StepType, type TriggerType } from "@stepwell/core";
import { z } from "zod";
import type { Handler } from "../../call.ts";

export const get: Handler<typeof getCatalog> = async () => ({
  steps: stepTypes.map(presentStep),
  triggers: triggerTypes.map(presentTrigger),
  operators: operators.map(({ name, title, types, right }) => ({
    name,
    title,
    types: [...types],
    right,
  })),
});

function presentStep(type: StepType): Json {
  const { kind, group, title, summary, icon, sample, branches = null, canWait } = type;
  const { connectionKinds = [] } = type;
  const words = { type: type.type, kind, group, title, summary, icon, sample };
  const info = { ...words, branches, canWait, connectionKinds };
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
