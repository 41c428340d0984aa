import type { Definition } from "@stepwell/core";
import type { StepTypeEntry } from "../../../api/catalog.ts";

/** Why a step of the type cannot be used in the workflow. */
export function refusalOf(
  definition: Definition,
  { type, canWait, kind }: StepTypeEntry,
): "waits" | "no_caller" | undefined {
  const isSync = modeOf(definition) === "sync";
  if (isSync && (kind === "wait" || canWait) && type !== "call_workflow") return "waits";
  if (!isSync && (type === "respond" || type === "message")) return "no_caller";
  return undefined;
}

function modeOf({ settings, trigger }: Definition): "sync" | "async" {
  const mode = settings?.mode ?? trigger.config["mode"];
  return mode === "sync" ? "sync" : "async";
}
