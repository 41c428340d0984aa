import { isEmptyCondition } from "../condition/empty.ts";
import { compileCondition } from "../condition/compile.ts";
import type { BranchDefinition, StepDefinition } from "../definition.ts";
import { errorBranchId } from "../error-branch.ts";
import type { BranchRule } from "../step-type.ts";
import type { Json } from "../json.ts";
import type { Findings } from "./finding.ts";
import type { Known } from "./known.ts";
import { checkExpression } from "./references.ts";

/** Has the step the branches that its type asks for, and no others? */
export function checkBranches(
  step: StepDefinition,
  rule: BranchRule | undefined,
  findings: Findings,
): void {
  const branches = step.branches ?? [];
  const ids = branches.map((branch) => branch.id).filter((id) => id !== errorBranchId);
  const seen = new Set<string>();
  for (const [index, { id }] of branches.entries()) {
    if (seen.has(id))
      findings
        .at("branches", index)
        .error({ code: "duplicate_branch", message: `there are two branches “${id}”` });
    seen.add(id);
  }
  checkErrorBranch(step, findings);
  if (!rule) forbid(ids, [], findings);
  else if (rule.kind === "fixed") {
    forbid(ids, rule.ids, findings);
    for (const id of rule.requiredIds.filter((required) => !ids.includes(required)))
      findings.error({ code: "missing_branch", message: `the branch “${id}” is missing` });
  } else if (ids.length < rule.min)
    findings.error({
      code: "missing_branch",
      message: `at least ${rule.min} branch is needed`,
      hint: "Add a branch.",
    });
}

function forbid(ids: readonly string[], allowed: readonly string[], findings: Findings): void {
  for (const id of ids.filter((one) => !allowed.includes(one)))
    findings.error({
      code: "unknown_branch",
      message: `a step of this type has no branch “${id}”`,
      hint: allowed.length > 0 ? `Its branches are ${allowed.join(", ")}.` : "Remove it.",
    });
}

function checkErrorBranch({ branches = [], onError }: StepDefinition, findings: Findings): void {
  const hasBranch = branches.some(({ id }) => id === errorBranchId);
  if (onError === "branch" && !hasBranch)
    findings.error({
      code: "missing_branch",
      message: "onError is “branch”, but there is no branch “error”",
      hint: "Add a branch with the id “error”.",
    });
  if (hasBranch && onError !== "branch")
    findings.warning({
      code: "unused_branch",
      message: "the branch “error” never runs, because onError is not “branch”",
    });
}

function isUnset({ when }: BranchDefinition): boolean {
  return when === undefined || isEmptyCondition(when as Json);
}

/** The conditions on branches: only where the type reads them, and valid. */
export function checkBranchConditions(
  step: StepDefinition,
  rule: BranchRule | undefined,
  { known, findings }: { readonly known: Known; readonly findings: Findings },
): void {
  const fallbackId = rule?.kind === "free" ? rule.fallbackId : undefined;
  for (const [index, branch] of (step.branches ?? []).entries()) {
    const at = findings.at("branches", index, "when");
    const needsWhen = fallbackId !== undefined && ![fallbackId, errorBranchId].includes(branch.id);
    if (needsWhen && isUnset(branch))
      at.error({
        code: "missing_condition",
        message: `the branch “${branch.id}” has no condition`,
      });
    if (branch.when === undefined) continue;
    if (!needsWhen)
      at.warning({ code: "unused_condition", message: "this condition is never looked at" });
    const compiled = compileCondition(branch.when as Json);
    if (compiled.ok) checkExpression(compiled.expression, known, at);
    else
      for (const { path, message } of compiled.issues)
        at.at(...path).error({ code: "invalid_config", message });
  }
}
