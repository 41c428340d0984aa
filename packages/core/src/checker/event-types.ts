import { nearestName } from "../nearest-name.ts";
import type { CompiledTrigger } from "../trigger-type.ts";
import { type Type, unknownType } from "../type.ts";
import type { Findings } from "./finding.ts";
import type { KnownNames } from "./known.ts";
import { anyEventType } from "./known-event-type.ts";

/* What is known of the events that a trigger listens to. */

export interface TriggerTypes {
  readonly trigger: Type;
  /** Fields that this type does not have are most likely not there. */
  readonly likelyTrigger: Type;
}

/** A registered schema says more than the config's sample, and that more than events that came. */
export function triggerTypes(
  trigger: CompiledTrigger | undefined,
  { eventTypes }: KnownNames,
): TriggerTypes {
  const output = trigger?.output ?? unknownType;
  if (!trigger || !eventTypes || trigger.eventTypes.length === 0)
    return { trigger: output, likelyTrigger: unknownType };
  const { type, likely } = anyEventType(trigger.eventTypes.map((name) => eventTypes.get(name)));
  if (type.kind === "unknown" && output.kind !== "unknown")
    return { trigger: output, likelyTrigger: unknownType };
  return { trigger: type, likelyTrigger: likely };
}

/** A type may come for the first time; one that is nearly another is most likely a slip. */
export function checkEventTypes(
  trigger: CompiledTrigger | undefined,
  { eventTypes }: KnownNames,
  findings: Findings,
): void {
  if (!trigger || !eventTypes) return;
  for (const name of trigger.eventTypes.filter((one) => !eventTypes.has(one))) {
    const near = nearestName(name, [...eventTypes.keys()]);
    if (near === undefined) continue;
    findings.warning({
      code: "unknown_event_type",
      message: `no event of type “${name}” has come, and nobody has registered it`,
      hint: `Did you mean “${near}”?`,
    });
  }
}
