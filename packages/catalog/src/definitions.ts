import { makeRegistry, type StepType, type TriggerType } from "@stepwell/core";
import { calculate } from "./steps/calculate/definition.ts";
import { condition } from "./steps/condition/definition.ts";
import { delay } from "./steps/delay/definition.ts";
import { end } from "./steps/end/definition.ts";
import { http } from "./steps/http/definition.ts";
import { loop } from "./steps/loop/definition.ts";
import { output } from "./steps/output/definition.ts";
import { parallel } from "./steps/parallel/definition.ts";
import { respond } from "./steps/respond/definition.ts";
import { switchStep } from "./steps/switch/definition.ts";
import { variable } from "./steps/variable/definition.ts";
import { event } from "./triggers/event/definition.ts";
import { manual } from "./triggers/manual/definition.ts";
import { webhook } from "./triggers/webhook/definition.ts";

/** Every built-in step type and trigger type; safe to load in a browser. */
export const stepTypes: readonly StepType[] = [
  calculate,
  condition,
  delay,
  end,
  http,
  loop,
  output,
  parallel,
  respond,
  switchStep,
  variable,
];

export const triggerTypes: readonly TriggerType[] = [event, manual, webhook];

export const registry = makeRegistry(stepTypes, triggerTypes);
