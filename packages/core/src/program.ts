import { required } from "./assert.ts";
import { compileCondition } from "./condition/compile.ts";
import type { BranchDefinition, Definition, RetryPolicy, StepDefinition } from "./definition.ts";
import { errorBranchId } from "./error-branch.ts";
import { durationMs } from "./duration.ts";
import type { Expression } from "./expression.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Registry } from "./registry.ts";
import type { CompiledConfig } from "./step-type.ts";
import { parseTemplateText } from "./template.ts";
import type { CompiledTrigger, RunMode, TriggerSchedule } from "./trigger-type.ts";

/** A version of a workflow, compiled once: conditions, templates and formulas are closures. */
export interface Program {
  readonly workflow: { readonly id: string; readonly name: string };
  readonly version: number;
  /** `workflow` as expressions see it. */
  readonly variable: JsonObject;
  readonly trigger: CompiledTrigger;
  readonly when: Expression<boolean> | undefined;
  readonly steps: ProgramList;
  readonly mode: RunMode;
  readonly timeoutMs: number | undefined;
  readonly cycleLimit: number;
  readonly concurrency: ProgramConcurrency | undefined;
  readonly timeZone: string;
  readonly schedule: TriggerSchedule | undefined;
}

export interface ProgramConcurrency {
  readonly limit: number;
  readonly key: Expression | undefined;
}

export type ProgramList = readonly ProgramStep[];

export interface ProgramStep {
  readonly id: string;
  readonly type: string;
  readonly config: CompiledConfig;
  readonly branches: ReadonlyMap<string, ProgramBranch>;
  readonly branchIds: readonly string[];
  readonly retry: RetryPolicy | undefined;
  readonly timeoutMs: number | undefined;
  readonly onError: "fail" | "continue" | "branch";
}

export interface ProgramBranch {
  readonly id: string;
  readonly when: Expression<boolean> | undefined;
  readonly steps: ProgramList;
}

export interface ProgramSource {
  readonly workflow: { readonly id: string; readonly name: string };
  readonly version: number;
  readonly definition: Definition;
}

/** Compiles a definition that the checker has passed; a refusal here is a bug. */
export function compileProgram(source: ProgramSource, registry: Registry): Program {
  const { definition, workflow, version } = source;
  const { settings = {} } = definition;
  const { timeZone = "UTC" } = settings;
  const triggerType = required(registry.triggers.get(definition.trigger.type), "trigger type");
  const trigger = triggerType.compile(definition.trigger.config);
  if (!trigger.ok) throw refused("trigger", trigger.issues);
  return {
    workflow,
    version,
    variable: { ...workflow, version },
    trigger: trigger.compiled,
    when: conditionOf(definition.trigger.when as Json | undefined),
    steps: compileList(definition.steps, registry),
    mode: settings.mode ?? trigger.compiled.mode,
    timeoutMs: settings.timeout === undefined ? undefined : durationMs(settings.timeout),
    cycleLimit: settings.cycleLimit ?? 1,
    concurrency: concurrencyOf(settings.concurrency),
    timeZone,
    schedule: trigger.compiled.schedule?.(timeZone),
  };
}

function concurrencyOf(
  setting: NonNullable<Definition["settings"]>["concurrency"],
): ProgramConcurrency | undefined {
  if (!setting) return undefined;
  if (setting.key === undefined) return { limit: setting.limit, key: undefined };
  const key = parseTemplateText(setting.key);
  if (!key.ok) throw refused("settings.concurrency.key", key.message);
  return { limit: setting.limit, key: key.expression };
}

function compileList(steps: readonly StepDefinition[], registry: Registry): ProgramList {
  // A disabled step is not there: no run begins it, no journal names it.
  return steps.filter((step) => step.disabled !== true).map((step) => compileStep(step, registry));
}

function compileStep(step: StepDefinition, registry: Registry): ProgramStep {
  const type = required(registry.steps.get(step.type), `step type ${step.type}`);
  const result = type.compile(step.config);
  if (!result.ok) throw refused(step.id, result.issues);
  const branches = (step.branches ?? []).map((branch) => compileBranch(branch, registry));
  return {
    id: step.id,
    type: step.type,
    config: result.compiled,
    branches: new Map(branches.map((branch) => [branch.id, branch])),
    branchIds: branches.map((branch) => branch.id).filter((id) => id !== errorBranchId),
    retry: step.retry,
    timeoutMs: step.timeout === undefined ? undefined : durationMs(step.timeout),
    onError: step.onError ?? "fail",
  };
}

function compileBranch(branch: BranchDefinition, registry: Registry): ProgramBranch {
  return {
    id: branch.id,
    when: conditionOf(branch.when as Json | undefined),
    steps: compileList(branch.steps, registry),
  };
}

function conditionOf(tree: Json | undefined): Expression<boolean> | undefined {
  if (tree === undefined) return undefined;
  const compiled = compileCondition(tree);
  if (!compiled.ok) throw refused("condition", compiled.issues);
  return compiled.expression;
}

function refused(where: string, why: unknown): Error {
  return new Error(`definition was not checked: ${where}: ${JSON.stringify(why)}`);
}
