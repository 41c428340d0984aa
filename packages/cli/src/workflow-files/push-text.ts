import { findStep } from "@stepwell/core";
import { describeChange } from "./change-text.ts";
import { describeFinding } from "./candidate.ts";
import type { PlannedPush } from "./push-plan.ts";
import type { Pushed } from "./push-writing.ts";

/* A push in words. */

/** What the checker says of all of them; a line each. */
export function findingLines(
  planned: readonly PlannedPush[],
  severity: "error" | "warning",
): readonly string[] {
  return planned.flatMap(({ candidate, findings }) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => describeFinding(candidate, finding)),
  );
}

/** The connections that steps name and the environment does not have, and what to do about it. */
export function lackLines(
  planned: readonly PlannedPush[],
  environment: string,
  mapOption: string,
): readonly string[] {
  const lacked = planned.flatMap(({ candidate, findings }) =>
    findings
      .filter(({ code }) => code === "unknown_connection")
      .map(({ stepId }) => findStep(candidate.definition, stepId ?? "")?.step.config["connection"]),
  );
  const names = [...new Set(lacked.map(String))].toSorted();
  if (names.length === 0) return [];
  return [
    `${environment} does not have the connections ${names.join(", ")}: make them (stepwell connections set), or map them with ${mapOption}.`,
  ];
}

export function conflictLines(
  planned: readonly PlannedPush[],
  environment: string,
): readonly string[] {
  return planned
    .filter(({ isConflict }) => isConflict)
    .map(
      ({ candidate }) =>
        `${candidate.place}: conflict: the draft of “${candidate.definition.name}” in ${environment} has changes that no version has, and this does not either. Pull or publish them first, or overwrite them with --force.`,
    );
}

/** Of something that is not done, or not yet: nobody may take it for done. */
export function describePlan(wanted: Pushed, planned: Pick<PlannedPush, "changes">): string {
  return `would be ${describePushed(wanted, planned)}`;
}

export function describePushed(
  { name, place, actions }: Pushed,
  { changes }: Pick<PlannedPush, "changes">,
): string {
  return [
    `${actions.join(", ")}  ${place}: “${name}”`,
    ...changes.map((change) => `  ${describeChange(change)}`),
  ].join("\n");
}
