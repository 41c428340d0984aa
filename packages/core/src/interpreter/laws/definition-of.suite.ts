import { required } from "../../assert.ts";
import { type Definition, parseDefinition } from "../../definition.ts";
import type { Json, JsonObject } from "../../json.ts";
import { compileProgram, type Program } from "../../program.ts";
import { defaultRunSettings, type RunIdentity } from "../../run.ts";
import {
  type Case,
  retryDelaysMs,
  type Step,
  threshold,
  triggerNumber,
  type Value,
} from "./shape.suite.ts";
import { registry } from "./step-types.suite.ts";
import { signalName } from "./world.suite.ts";

/* A generated case as a person would write it down, and compiled. */

export const identity: RunIdentity = {
  id: "run_1",
  number: 1,
  attempt: 1,
  event: {
    id: "evt_1",
    type: "begin",
    source: "test",
    time: "2026-11-21T12:00:00.000Z",
    data: { n: triggerNumber },
    causes: [],
  },
  settings: defaultRunSettings,
};

/** @param jitter waits before a retry that the oracle does not know */
export function programOf(
  { steps, timeoutMs }: Pick<Case, "steps" | "timeoutMs">,
  jitter = false,
): Program {
  const written = JSON.stringify(steps.map(stepOf)).replaceAll(
    '"jitter":false',
    `"jitter":${jitter}`,
  );
  const definition = definitionOf(
    JSON.parse(written) as Json,
    timeoutMs === undefined ? {} : { timeout: timeoutMs },
  );
  const workflow = { id: "wf_1", name: "A law's program" };
  return compileProgram({ workflow, version: 1, definition }, registry);
}

function definitionOf(steps: Json, settings: JsonObject): Definition {
  const parsed = parseDefinition({
    format: "stepwell/v1",
    name: "A law's program",
    trigger: { type: "begin" },
    steps,
    settings,
  });
  return required(parsed.ok ? parsed.definition : undefined, "a generated definition is valid");
}

function stepOf(step: Step): Json {
  const { id, type, onError, handler, attempts, timeoutMs } = step;
  const { initial, factor, max } = retryDelaysMs;
  const retry = { attempts, initialDelay: initial, factor, maxDelay: max, jitter: false };
  const branches = branchesOf(step);
  if (onError === "branch") branches.push({ id: "error", steps: handler.map(stepOf) });
  return {
    id,
    type,
    onError,
    config: configOf(step),
    ...(branches.length > 0 && { branches }),
    ...(attempts > 1 && { retry }),
    ...(timeoutMs !== undefined && { timeout: timeoutMs }),
  };
}

function configOf(step: Step): JsonObject {
  switch (step.type) {
    case "calc":
      return { of: step.of.map(written), fails: step.fails };
    case "assign":
      return { name: step.name, value: written(step.value) };
    case "output":
      return { value: written(step.value) };
    case "act":
      return { of: step.of.map(written), once: step.once };
    case "call":
      return { of: step.of.map(written) };
    case "pause":
      return { ms: step.ms };
    case "listen": {
      const signal = signalName(step.id, step.loops, (loop) => `{{ scopes.${loop}.index }}`);
      return { signal, ...(step.ms !== undefined && { ms: step.ms }) };
    }
    case "finish":
      return { result: step.result };
    default:
      return treeConfigOf(step);
  }
}

type Tree = Extract<Step, { type: "gate" | "pick" | "fork" | "each" }>;

function treeConfigOf(step: Tree): JsonObject {
  switch (step.type) {
    case "gate":
      return { mode: step.mode, value: written(step.value) };
    case "pick":
      return { ifNone: step.ifNone };
    case "fork":
      return { mode: step.mode };
    case "each": {
      const { over, concurrency, onFailure, ifNotMet, only } = step;
      return { over, concurrency, onFailure, ifNotMet, ...(only && { only: written(only) }) };
    }
  }
}

function written({ root, id, or }: Value): Json {
  switch (root) {
    case "literal":
      return or;
    case "step":
      return `{{ steps.${id} ?? ${or} }}`;
    case "variable":
      return `{{ vars.${id} ?? ${or} }}`;
    case "item":
      return `{{ scopes.${id}.item ?? ${or} }}`;
    case "error":
      return `{{ scopes.${id}.error.code ?? ${or} }}`;
    case "trigger":
      return "{{ trigger.n }}";
    case "now":
      return "{{ now }}";
  }
}

function branchesOf(step: Step): JsonObject[] {
  switch (step.type) {
    case "each":
      return [{ id: "body", steps: step.body.map(stepOf) }];
    case "gate":
      return step.lists.map((list, index) => branch(["yes", "no"][index] ?? "", list));
    case "fork":
      return step.lists.map((list, index) => branch(`b${index}`, list));
    case "call":
      return step.lists.map((list) => branch("then", list));
    case "pick":
      return step.lists.map((list, index) => ({
        ...branch(`b${index}`, list),
        when: {
          left: written(step.value),
          operator: "greater_than",
          right: threshold(index),
        },
      }));
    default:
      return [];
  }
}

function branch(id: string, steps: readonly Step[]): JsonObject {
  return { id, steps: steps.map(stepOf) };
}
