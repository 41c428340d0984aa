import { compileCondition } from "../condition/compile.ts";
import type { Definition } from "../definition.ts";
import { walkSteps } from "../edit/tree.ts";
import { isTimeZone } from "../instant.ts";
import type { Json } from "../json.ts";
import { type Limits, limitMessage } from "../limits.ts";
import { nearestName } from "../nearest-name.ts";
import type { Registry } from "../registry.ts";
import { parseTemplateText } from "../template.ts";
import type { CompiledTrigger } from "../trigger-type.ts";
import { reportConfig } from "./config-issues.ts";
import { checkEventTypes, triggerTypes } from "./event-types.ts";
import { type Finding, type Findings, findingsAt } from "./finding.ts";
import {
  compileSteps,
  type Known,
  type KnownNames,
  settledVariables,
  unsettledVariables,
  type VariableTypes,
  type Visit,
  type Whole,
} from "./known.ts";
import { layerOver } from "./layer.ts";
import { checkExpression, unknownSecret } from "./references.ts";
import { checkList } from "./steps.ts";

/**
 * Everything that can be told of a definition before it runs. The definition has the right shape
 * already (`parseDefinition`); this says whether it makes sense.
 */
export function checkDefinition(
  definition: Definition,
  registry: Registry,
  limits: Limits,
  names: KnownNames = {},
): readonly Finding[] {
  return walkDefinition(definition, { registry, limits, names });
}

export interface Walk {
  readonly registry: Registry;
  readonly limits: Limits;
  readonly names?: KnownNames;
  readonly visit?: Visit;
}

/** Comes to every place with what can be read there. */
export function walkDefinition(definition: Definition, walk: Walk): readonly Finding[] {
  const { registry, limits, names = {} } = walk;
  const configs = compileSteps(definition, registry);
  const placed = [...walkSteps(definition)];
  const stepIds = new Set(placed.map(({ step }) => step.id));
  const disabledIds = new Set(
    placed.filter(({ isDisabled }) => isDisabled).map(({ step }) => step.id),
  );
  const start = (variables: VariableTypes, visit?: Visit): Start => {
    const findings: Finding[] = [];
    const trigger = compileTrigger(definition, registry, placeOf(findings).at("trigger"));
    checkEventTypes(trigger, names, placeOf(findings).at("trigger", "config"));
    checkTriggerSecrets(trigger, names, placeOf(findings).at("trigger", "config"));
    const isSync = (definition.settings?.mode ?? trigger?.mode) === "sync";
    const known = {
      ...triggerTypes(trigger, names),
      hasPrevious: trigger?.hasPrevious ?? true,
    };
    const shared = {
      name: definition.name,
      registry,
      limits,
      names,
      findings,
      isSync,
      configs,
      stepIds,
      disabledIds,
      variables,
      visit,
    };
    return { definition, whole: { ...shared, ...known } };
  };
  const variables = unsettledVariables(configs, disabledIds);
  if (variables.names.size === 0) return checkWhole(start(variables, walk.visit));
  checkWhole(start(variables));
  return checkWhole(start(settledVariables(variables), walk.visit));
}

interface Start {
  readonly definition: Definition;
  readonly whole: Whole;
}

function checkWhole({ definition, whole }: Start): readonly Finding[] {
  const top = placeOf(whole.findings);
  const known: Known = { whole, done: layerOver(undefined), scopes: new Map() };
  whole.visit?.({ kind: "trigger" }, known);
  checkTriggerCondition(definition, known, top.at("trigger", "when"));
  checkMode(definition, top.at("settings", "mode"));
  checkSettings(definition, known, top.at("settings"));
  checkSize(definition, whole, top.at("steps"));
  const { known: last } = checkList(definition.steps, known, ["steps"]);
  whole.visit?.({ kind: "end" }, last);
  return whole.findings;
}

function placeOf(findings: Finding[]): Findings {
  return findingsAt(findings, null, []);
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}

function compileTrigger(
  { trigger }: Definition,
  registry: Registry,
  findings: Findings,
): CompiledTrigger | undefined {
  const type = registry.triggers.get(trigger.type);
  if (!type) {
    const near = nearestName(trigger.type, [...registry.triggers.keys()]);
    findings.error({
      code: "unknown_trigger_type",
      message: `there is no trigger type “${trigger.type}”`,
      hint: near === undefined ? undefined : `Did you mean “${near}”?`,
    });
    return undefined;
  }
  const compiled = type.compile(trigger.config);
  if (!compiled.ok) {
    reportConfig(compiled.issues, { type, config: trigger.config }, findings.at("config"));
    return undefined;
  }
  for (const { path, message } of compiled.compiled.warnings)
    findings.at("config", ...path).warning({ code: "trigger_warning", message });
  return compiled.compiled;
}

function checkTriggerSecrets(
  trigger: CompiledTrigger | undefined,
  names: KnownNames,
  findings: Findings,
): void {
  for (const { path, name } of trigger?.secrets ?? []) {
    const unknown = unknownSecret(name, names);
    if (unknown) findings.at(...path).error(unknown);
  }
}

function checkTriggerCondition({ trigger }: Definition, known: Known, findings: Findings): void {
  if (trigger.when === undefined) return;
  const compiled = compileCondition(trigger.when as Json);
  if (compiled.ok) checkExpression(compiled.expression, known, findings);
  else
    for (const { path, message } of compiled.issues)
      findings.at(...path).error({ code: "invalid_config", message });
}

/** What a trigger's config leaves out is its default, and contradicts nobody. */
function checkMode({ settings, trigger }: Definition, findings: Findings): void {
  const { mode: own } = trigger.config as { readonly mode?: Json };
  const mode = settings?.mode;
  if (mode === undefined || (own !== "sync" && own !== "async") || own === mode) return;
  findings.warning({
    code: "mode_contradiction",
    message: `the settings say ${mode}, the trigger says ${own}; the settings count`,
    hint: "Say it in one place: remove one of the two.",
  });
}

function checkSettings({ settings }: Definition, known: Known, findings: Findings): void {
  const { timeZone, concurrency } = settings ?? {};
  if (timeZone !== undefined && !isTimeZone(timeZone))
    findings.at("timeZone").error({
      code: "unknown_time_zone",
      message: `there is no time zone “${timeZone}”`,
      hint: "Use an IANA name such as Europe/Berlin.",
    });
  if (concurrency?.key === undefined) return;
  const key = parseTemplateText(concurrency.key);
  const at = findings.at("concurrency", "key");
  if (key.ok) checkExpression(key.expression, known, at);
  else at.error({ code: "invalid_config", message: key.message });
}

function checkSize(definition: Definition, whole: Whole, findings: Findings): void {
  const { limits, findings: found } = whole;
  const placed = [...walkSteps(definition)];
  const { stepsPerWorkflowMax, nestingDepthMax } = limits;
  if (placed.every(({ isDisabled }) => isDisabled))
    findings.warning({
      code: "no_steps",
      message:
        placed.length === 0
          ? "the workflow has no steps: its runs do nothing"
          : "every step is disabled: the runs do nothing",
    });
  if (placed.length > stepsPerWorkflowMax)
    findings.error({
      code: "limit_reached",
      message: `The workflow has ${placed.length} steps. ${limitMessage("stepsPerWorkflowMax", stepsPerWorkflowMax)}`,
    });
  const deep = placed.find(({ depth }) => depth > nestingDepthMax);
  if (deep)
    findingsAt(found, deep.step.id, deep.path).error({
      code: "limit_reached",
      message: `This step is nested too deeply. ${limitMessage("nestingDepthMax", nestingDepthMax)}`,
    });
  const ids = new Set<string>();
  for (const { step, path } of placed) {
    if (ids.has(step.id))
      findingsAt(found, step.id, path).error({
        code: "duplicate_id",
        message: `there are two steps with the id “${step.id}”`,
        hint: "Give each step an id of its own.",
      });
    ids.add(step.id);
  }
}
