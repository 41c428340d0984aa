import type { Answer } from "../../api/call.ts";
import { triggerId } from "../../canvas/layout.ts";

type Finding = Answer<"createWorkflow">["draft"]["findings"][number];

/**
 * What a new workflow is opened at: the first step that is not complete, as those of templates are,
 * else what starts it. On a phone the panel would cover all that is new, so nothing.
 */
export function firstPlace(findings: readonly Finding[], isPhone: boolean): string | undefined {
  if (isPhone) return undefined;
  const first = findings.find(({ severity }) => severity === "error");
  return first?.stepId ?? triggerId;
}
