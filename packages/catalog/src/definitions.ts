import { makeRegistry, type StepType, type TriggerType } from "@stepwell/core";
import { calculate } from "./steps/calculate/definition.ts";
import { callWorkflow } from "./steps/call_workflow/definition.ts";
import { condition } from "./steps/condition/definition.ts";
import { dateStep } from "./steps/date/definition.ts";
import { delay } from "./steps/delay/definition.ts";
import { email } from "./steps/email/definition.ts";
import { emitEvent } from "./steps/emit_event/definition.ts";
import { end } from "./steps/end/definition.ts";
import { http } from "./steps/http/definition.ts";
import { jsonMap } from "./steps/json_map/definition.ts";
import { jsonQuery } from "./steps/json_query/definition.ts";
import { loop } from "./steps/loop/definition.ts";
import { message } from "./steps/message/definition.ts";
import { output } from "./steps/output/definition.ts";
import { parallel } from "./steps/parallel/definition.ts";
import { respond } from "./steps/respond/definition.ts";
import { script } from "./steps/script/definition.ts";
import { switchStep } from "./steps/switch/definition.ts";
import { variable } from "./steps/variable/definition.ts";
import { waitForEvent } from "./steps/wait_for_event/definition.ts";
import { call } from "./triggers/call/definition.ts";
import { event } from "./triggers/event/definition.ts";
import { manual } from "./triggers/manual/definition.ts";
import { schedule } from "./triggers/schedule/definition.ts";
import { webhook } from "./triggers/webhook/definition.ts";

/** Every built-in step type and trigger type; safe to load in a browser. */
export const stepTypes: readonly StepType[] = [
  calculate,
  callWorkflow,
  condition,
  dateStep,
  delay,
  email,
  emitEvent,
  end,
  http,
  jsonMap,
  jsonQuery,
  loop,
  message,
  output,
  parallel,
  respond,
  script,
  switchStep,
  variable,
  waitForEvent,
];

export const triggerTypes: readonly TriggerType[] = [call, event, manual, schedule, webhook];

export const registry = makeRegistry(stepTypes, triggerTypes);
