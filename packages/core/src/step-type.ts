import type { z } from "zod";
import type { ConnectionKind, OpenConnection } from "./connection.ts";
import type { Acceptance } from "./host-port.ts";
import type { Expression, Resolved } from "./expression.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Scope } from "./scope.ts";
import type { StepFailure } from "./step-error.ts";
import type { Type } from "./type.ts";

/*
 * The four kinds of step type: a closed union. The interpreter knows kinds, never types.
 * A step type is declared with `defineCompute`, `defineControl`, `defineWait` or `defineAction`
 * (define-step.ts), which close over the config's schema, so that nobody sees unchecked config.
 */

export type StepGroup = "flow" | "calculate" | "data" | "people" | "connect";

/** What the picker, the checker and the reference page know of a step type. */
export interface StepTypeInfo {
  readonly type: string;
  readonly group: StepGroup;
  readonly title: string;
  /** One sentence: what it does. */
  readonly summary: string;
  /** Name of an icon of the lucide set. */
  readonly icon: string;
  /** An example config, complete and valid. */
  readonly sample: JsonObject;
  readonly branches?: BranchRule;
  /** Nothing after it in its list is ever reached. */
  readonly endsRun?: boolean;
  /** It answers whoever waits for the run: without use in async workflows. */
  readonly needsCaller?: boolean;
  /** Kinds of connection that the config's field `connection` may name. */
  readonly connectionKinds?: readonly ConnectionKind[];
}

/** Which branches a step of the type has. */
export type BranchRule = FixedBranches | FreeBranches;

export interface FixedBranches {
  readonly kind: "fixed";
  readonly ids: readonly string[];
  readonly requiredIds: readonly string[];
  /** Exactly one of them is taken each time. */
  readonly isChoice: boolean;
}

export interface FreeBranches {
  readonly kind: "free";
  readonly min: number;
  /** Branches carry a condition `when`; the one with this id is the rest. */
  readonly fallbackId?: string;
}

/** A step type as the registry holds it: its config schema is closed over. */
export interface StepType extends StepTypeInfo {
  readonly kind: StepKind;
  readonly config: z.ZodType;
  /** True where a run may have to wait for the step: such steps are refused in sync workflows. */
  readonly canWait: boolean;
  compile(config: Json): CompileResult;
}

export type StepKind = "compute" | "control" | "wait" | "action";

export type CompileResult =
  | { readonly ok: true; readonly compiled: CompiledConfig }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

export interface ConfigIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** What kind of mistake it is, as zod says it. */
  readonly code?: string;
  /** The fields that nobody knows, where that is what is wrong. */
  readonly keys?: readonly string[];
  /** What each of the forms that are possible here says. */
  readonly errors?: readonly (readonly ConfigIssue[])[];
}

/** A step's config, parsed once; what runs is closures over it. */
export type CompiledConfig = CompiledBase &
  (
    | { readonly kind: "compute"; readonly compute: (scope: Scope) => ComputeResult }
    | { readonly kind: "control"; readonly plan: (scope: Scope, branches: Branches) => Plan }
    | { readonly kind: "wait"; readonly wait: (scope: Scope, branches: Branches) => Wait }
    | {
        readonly kind: "action";
        readonly promise: ActionPromise;
        readonly effect: ActionEffect;
        readonly request: (scope: Scope) => JsonObject;
      }
  );

export interface CompiledBase {
  readonly expressions: readonly {
    readonly path: readonly PropertyKey[];
    readonly expression: Expression<unknown>;
  }[];
  /** Type of the output, given the types of the config's expressions. */
  readonly output: (infer: (expression: Expression<unknown>) => Type) => Type;
  /** The type of `scopes.<id>` inside the step's branches. */
  readonly scopeType: (infer: (expression: Expression<unknown>) => Type) => Type;
  /** Which branches the step has, where that depends on the config. */
  readonly branches: BranchRule | undefined;
  /** After the step, everything inside its branches is certainly done. */
  readonly areBranchesCertain: boolean;
  /** The step may leave its list: what follows in the list is then left out. */
  readonly mayLeaveList: boolean;
  /** Top fields of the config that are evaluated inside the frames, with their scope variables. */
  readonly insideFields: readonly string[];
  /** Secrets that the request has places for. */
  readonly secretNames: readonly string[];
  /** Variables that the step gives a value to: its output. */
  readonly assigns: readonly string[];
  /** The workflow that the step calls, and what it gives to it. */
  readonly calls: CallPlace | undefined;
  /** Its output is the run's. */
  readonly givesRunOutput: boolean;
  /** An output as the config tells it: for the picker until a run has been, and for imagined runs. */
  readonly sampleOutput: Json | undefined;
  /** Config with all variables filled in, for the history. */
  readonly input: (scope: Scope) => Json;
}

/** What a step that calls a workflow says of the call, in its fields `workflow` and `input`. */
export interface CallPlace {
  readonly workflow: string;
  readonly input: Expression<unknown>;
}

/** After a crash in the middle: send again with the same key, or ask a person. */
export type ActionPromise = "at_least_once" | "at_most_once";

/** `none`: a calculation that the host carries out; it is done for real where effects are simulated. */
export type ActionEffect = "outside" | "none";

export interface ComputeResult {
  readonly output: Json;
  /** Variables that get a new value (`vars.<name>`). */
  readonly assign?: JsonObject;
  /** The run's output. */
  readonly runOutput?: Json;
  /** For whoever waits for the run's answer. */
  readonly message?: string;
}

/** What a control step sees of its branches. */
export interface Branches {
  readonly ids: readonly string[];
  /** Is the branch's `when` met? A branch without one is met. */
  isMet(id: string, scope: Scope): boolean;
}

/** What a control step wants: frames to enter, one way to leave, or both. */
export type Plan =
  | { readonly kind: "frames"; readonly frames: FramePlan }
  | { readonly kind: "pass"; readonly output: Json }
  /** Leaves the enclosing list; at the top that ends the run as succeeded. */
  | { readonly kind: "stop"; readonly output: Json }
  | { readonly kind: "end"; readonly end: RunEnd };

export interface FramePlan {
  /** How many frames there are; they are entered in order. */
  readonly count: number;
  /** How many may be open at once. */
  readonly concurrency: number;
  /** What the frames' results mean for the step. */
  readonly join: Join;
  /** Whether the output needs to know how each branch ended. */
  readonly keepsOutcomes: boolean;
  /** The branch of the frame, and the variables that it sees as `scopes.<step id>`. */
  frame(index: number): FrameStart;
  /** Asked with the frame's own scope before it is entered. */
  enter?(scope: Scope, index: number): "enter" | "skip" | "stop";
  /** The step's output once the frames are done. */
  output(summary: FrameSummary): Json;
}

/**
 * `all`: a failed frame fails the step · `any`: the first success decides · `race`: the first end
 * decides · `all_settled`: failures do not matter · `until_failure`: a failed frame ends the
 * entering, the step succeeds.
 */
export type Join = "all" | "any" | "race" | "all_settled" | "until_failure";

export interface FrameStart {
  readonly branch: string;
  /** The frame's part of the step runs' paths: the branch's id, or the index of an iteration. */
  readonly key: string;
  readonly scope: JsonObject;
}

export interface FrameSummary {
  readonly entered: number;
  readonly skipped: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly isStopped: boolean;
  /** How each frame ended, by its key, where the plan keeps outcomes. */
  readonly outcomes: { readonly [key: string]: "succeeded" | "failed" | "canceled" };
}

export interface RunEnd {
  readonly result: "succeed" | "fail";
  readonly reason: "end_step";
  readonly message?: string;
  readonly response?: HttpResponse;
}

/** What a sync webhook answers. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Json;
}

/**
 * What a wait step waits for: a time, a signal by its name, the end of a run that it calls, or
 * whichever comes first.
 */
export interface Wait {
  readonly untilMs?: number;
  readonly signal?: string;
  readonly call?: WorkflowCall;
  /** What follows; `value` is the signal's, or the called run's end. @throws StepError */
  resume(by: WaitEnd): Plan;
}

export type WaitEnd =
  | { readonly by: "time" }
  | { readonly by: "signal"; readonly value: Json }
  | { readonly by: "call"; readonly end: CallEnd };

export interface WorkflowCall {
  /** Id of the workflow, or its name. */
  readonly workflow: string;
  readonly input: Json;
}

/** How a called run has ended, as the step that called it sees it. */
export interface CallEnd {
  readonly runId: string;
  readonly status: "succeeded" | "failed" | "canceled" | "rejected";
  readonly reason: string | null;
  readonly message: string | null;
  readonly output: Json;
}

/** What the gate gives to an action while it acts. */
export interface ActionContext {
  /** The same at every attempt of a step run: run, step path and iteration. */
  readonly idempotencyKey: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** When the step run began, milliseconds since 1970: the same at every attempt. */
  readonly startedAt: number;
  /** Aborted on cancel, time-out, or when a race is lost. */
  readonly signal: AbortSignal;
  readonly environment: string;
  /** Whose run this is: workflows share what is scarce. */
  readonly workflowId: string;
  /** The runs that led here, this one last, signed: sent along so that a loop over HTTP is seen. */
  readonly causes: string;
  log(message: string): void;
  /** The environment's connection of the name, with its secrets. @throws StepError */
  connection(name: string): Promise<OpenConnection>;
  /** From now on the value is hidden in all that the action gives back: output, failure and log. */
  conceal(value: string): void;
  /** The text without what is hidden: to be used before a text is cut, which could halve a secret. */
  redact(text: string): string;
  /** The request holds secrets of the environment: they must not follow a redirect elsewhere. */
  readonly holdsSecrets: boolean;
  /** Sends an event to the run's own environment; the same event at every attempt. */
  emit(event: EmittedEvent): Promise<Acceptance>;
}

export interface EmittedEvent {
  readonly type: string;
  readonly source: string;
  readonly data: Json;
}

/** Carries an action out. @throws StepError */
export type ActionRunner = (context: ActionContext, request: JsonObject) => Promise<Json>;

export type ResolvedConfig<C> = Resolved<C>;
export type { StepFailure };
