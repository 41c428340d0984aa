import type { Definition, Place } from "@stepwell/core";
import { listAt } from "../model/walk.ts";

/* Which steps people mostly put next: told by the step before, else by the trigger. */

const afterStep: Readonly<Record<string, readonly string[]>> = {
  calculate: ["condition", "variable", "http"],
  call_workflow: ["condition", "json_map", "http"],
  condition: ["http", "calculate", "email"],
  date: ["condition", "delay", "calculate"],
  delay: ["http", "email", "condition"],
  email: ["delay", "wait_for_event", "condition"],
  http: ["condition", "json_map", "loop"],
  json_map: ["loop", "http", "condition"],
  json_query: ["condition", "loop", "http"],
  loop: ["http", "email", "output"],
  script: ["condition", "http", "variable"],
  variable: ["condition", "loop", "http"],
  wait_for_event: ["condition", "http", "email"],
};

const afterTrigger: Readonly<Record<string, readonly string[]>> = {
  call: ["http", "calculate", "output"],
  event: ["condition", "http", "email"],
  manual: ["http", "calculate", "loop"],
  schedule: ["http", "loop", "email"],
  webhook: ["condition", "http", "json_map"],
};

const usual = ["condition", "http", "calculate"] as const;

export function suggestedTypes(definition: Definition, place: Place): readonly string[] {
  const before = listAt(definition, place.branch)[place.index - 1];
  const known = before && afterStep[before.type];
  return known ?? afterTrigger[definition.trigger.type] ?? usual;
}
