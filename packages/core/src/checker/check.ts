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
import { unknownType } from "../type.ts";
import { type Finding, type Findings, findingsAt } from "./finding.ts";
import { type Known, type KnownNames, variableNamesIn, type Whole } from "./known.ts";
import { checkExpression } from "./references.ts";
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
  const findings: Finding[] = [];
  const top = findingsAt(findings, null, []);
  const trigger = compileTrigger(definition, registry, top.at("trigger"));
  const placed = [...walkSteps(definition)];
  const whole: Whole = {
    registry,
    limits,
    names,
    findings,
    isSync: (definition.settings?.mode ?? trigger?.mode) === "sync",
    stepIds: new Set(placed.map(({ step }) => step.id)),
    variableNames: variableNamesIn(definition, registry),
    trigger: trigger?.output ?? unknownType,
  };
  const known: Known = { whole, steps: new Map(), scopes: new Map(), variables: new Map() };
  checkTriggerCondition(definition, known, top.at("trigger", "when"));
  checkMode(definition, top.at("settings", "mode"));
  checkSettings(definition, known, top.at("settings"));
  checkSize(definition, whole, top.at("steps"));
  checkList(definition.steps, known, ["steps"]);
  return findings;
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
    for (const { path, message } of compiled.issues)
      findings.at("config", ...path).error({ code: "invalid_config", message });
    return undefined;
  }
  for (const { path, message } of compiled.compiled.warnings)
    findings.at("config", ...path).warning({ code: "trigger_warning", message });
  return compiled.compiled;
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
  if (placed.length === 0)
    findings.warning({
      code: "no_steps",
      message: "the workflow has no steps: its runs do nothing",
    });
  if (placed.length > stepsPerWorkflowMax)
    findings.error({
      code: "limit_reached",
      message: `The workflow has ${placed.length} steps. ${limitMessage("stepsPerWorkflowMax", stepsPerWorkflowMax)}`,
    });
  if (placed.some(({ depth }) => depth > nestingDepthMax))
    findings.error({
      code: "limit_reached",
      message: `Steps are nested too deeply. ${limitMessage("nestingDepthMax", nestingDepthMax)}`,
    });
  const ids = placed.map(({ step }) => step.id);
  for (const [index, { step, path }] of placed.entries())
    if (ids.indexOf(step.id) !== index)
      findingsAt(found, step.id, path).error({
        code: "duplicate_id",
        message: `there are two steps with the id “${step.id}”`,
        hint: "Give each step an id of its own.",
      });
}
