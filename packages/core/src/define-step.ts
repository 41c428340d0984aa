import type { z } from "zod";
import {
  describeConfig,
  type Expression,
  expressionsIn,
  type Resolved,
  resolveConfig,
  secretNamesIn,
} from "./expression.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Scope } from "./scope.ts";
import type {
  ActionEffect,
  ActionPromise,
  Branches,
  BranchRule,
  CallPlace,
  CompiledBase,
  CompileResult,
  ComputeResult,
  Plan,
  StepType,
  StepTypeInfo,
  Wait,
} from "./step-type.ts";
import { type Type, unknownType } from "./type.ts";

type Infer = (expression: Expression<unknown>) => Type;

interface Declaration<C extends z.ZodType> extends StepTypeInfo {
  readonly config: C;
  /** Type of the output; may depend on the config. */
  output(config: z.output<C>, infer: Infer): Type;
  /** Which branches the step has, where that depends on the config. */
  branchesFor?(config: z.output<C>): BranchRule | undefined;
  /** After the step, everything inside its branches is certainly done. */
  areBranchesCertain?(config: z.output<C>): boolean;
  /** The step may leave its list: what follows in the list is then left out. */
  mayLeaveList?(config: z.output<C>): boolean;
  /** Top fields of the config that are evaluated inside the frames. */
  readonly insideFields?: readonly string[];
  /** False for a step of the wait kind that sync workflows may have. */
  readonly canWait?: boolean;
  /** Variables that the step gives a value to: its output. */
  assigns?(config: z.output<C>): readonly string[];
  /** The workflow that the step calls; the checker then knows the output's type. */
  calls?(config: z.output<C>): CallPlace;
  /** Its output is the run's. */
  readonly givesRunOutput?: boolean;
  /** An output as the config tells it, where it holds a sample. */
  sampleOutput?(config: z.output<C>): Json | undefined;
  /** Type of `scopes.<id>` inside the branches. */
  scopeType?(config: z.output<C>, infer: Infer): Type;
}

export interface ComputeDeclaration<C extends z.ZodType> extends Declaration<C> {
  compute(config: z.output<C>, scope: Scope): ComputeResult;
  /** Configs that the host's isolate carries out, by the type's runner, instead of `compute`. */
  isForIsolate?(config: z.output<C>): boolean;
}

export interface ControlDeclaration<C extends z.ZodType> extends Declaration<C> {
  plan(config: z.output<C>, scope: Scope, branches: Branches): Plan;
}

export interface WaitDeclaration<C extends z.ZodType> extends Declaration<C> {
  wait(config: z.output<C>, scope: Scope, branches: Branches): Wait;
}

export interface ActionDeclaration<C extends z.ZodType> extends Declaration<C> {
  promise(config: z.output<C>): ActionPromise;
  /** `outside` where nothing is said. */
  readonly effect?: ActionEffect;
}

export function defineCompute<C extends z.ZodType>(declared: ComputeDeclaration<C>): StepType {
  return stepType(declared, "compute", (config) =>
    declared.isForIsolate?.(config)
      ? {
          ...base(declared, config),
          kind: "action",
          promise: "at_least_once",
          effect: "none",
          request: (scope) => resolveConfig(config, scope) as JsonObject,
        }
      : {
          ...base(declared, config),
          kind: "compute",
          compute: (scope) => declared.compute(config, scope),
        },
  );
}

export function defineControl<C extends z.ZodType>(declared: ControlDeclaration<C>): StepType {
  return stepType(declared, "control", (config) => ({
    ...base(declared, config),
    kind: "control",
    plan: (scope, branches) => declared.plan(config, scope, branches),
  }));
}

export function defineWait<C extends z.ZodType>(declared: WaitDeclaration<C>): StepType {
  return stepType(declared, "wait", (config) => ({
    ...base(declared, config),
    kind: "wait",
    wait: (scope, branches) => declared.wait(config, scope, branches),
  }));
}

export function defineAction<C extends z.ZodType>(declared: ActionDeclaration<C>): StepType {
  return stepType(declared, "action", (config) => ({
    ...base(declared, config),
    kind: "action",
    promise: declared.promise(config),
    effect: declared.effect ?? "outside",
    request: (scope) => resolveConfig(config, scope) as JsonObject,
  }));
}

/** The request that an action's runner receives. */
export type RequestOf<C extends z.ZodType> = Resolved<z.output<C>>;

function stepType<C extends z.ZodType>(
  declared: Declaration<C>,
  kind: StepType["kind"],
  close: (config: z.output<C>) => Extract<CompileResult, { ok: true }>["compiled"],
): StepType {
  const { type, group, title, summary, icon, sample, config } = declared;
  const { branches, endsRun = false, needsCaller = false, connectionKinds } = declared;
  return {
    type,
    group,
    title,
    summary,
    icon,
    sample,
    endsRun,
    needsCaller,
    ...(branches && { branches }),
    ...(connectionKinds && { connectionKinds }),
    kind,
    config,
    canWait: declared.canWait ?? kind === "wait",
    compile(raw: Json): CompileResult {
      const parsed = config.safeParse(raw);
      if (!parsed.success)
        return {
          ok: false,
          issues: parsed.error.issues,
        };
      return {
        ok: true,
        compiled: close(parsed.data),
      };
    },
  };
}

function base<C extends z.ZodType>(declared: Declaration<C>, config: z.output<C>): CompiledBase {
  return {
    expressions: expressionsIn(config),
    secretNames: secretNamesIn(config),
    branches: declared.branchesFor ? declared.branchesFor(config) : declared.branches,
    insideFields: declared.insideFields ?? [],
    assigns: declared.assigns?.(config) ?? [],
    calls: declared.calls?.(config),
    givesRunOutput: declared.givesRunOutput ?? false,
    areBranchesCertain: declared.areBranchesCertain?.(config) ?? false,
    mayLeaveList: declared.mayLeaveList?.(config) ?? false,
    output: (infer) => declared.output(config, infer),
    scopeType: (infer) => declared.scopeType?.(config, infer) ?? unknownType,
    sampleOutput: declared.sampleOutput?.(config),
    input: (scope) => describeConfig(config, scope),
  };
}
