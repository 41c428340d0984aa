import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@stepwell/core";

/*
 * A definition with its keys in the order of the specification, so that files of it differ only
 * where the workflow does. Inside configs and conditions the author's order stays: it means
 * something to readers, and the server keeps it.
 */

const keys = {
  definition: ["format", "name", "description", "folder", "tags", "trigger", "steps", "settings"],
  trigger: ["type", "config", "when"],
  step: ["id", "type", "title", "config", "branches", "retry", "timeout", "onError"],
  branch: ["id", "title", "when", "steps"],
  retry: ["attempts", "initialDelay", "factor", "maxDelay", "jitter"],
  settings: [
    "mode",
    "timeout",
    "cycleLimit",
    "concurrency",
    "retention",
    "confidential",
    "timeZone",
  ],
} as const;

export function orderedDefinition(definition: Json): Json {
  return shaped(definition, keys.definition, {
    trigger: (trigger) => shaped(withoutEmptyConfig(trigger), keys.trigger, {}),
    steps: orderedSteps,
    settings: (settings) => shaped(settings, keys.settings, {}),
  });
}

function orderedSteps(steps: Json): Json {
  return each(steps, (step) =>
    shaped(withoutEmptyConfig(step), keys.step, {
      branches: (branches) =>
        each(branches, (branch) => shaped(branch, keys.branch, { steps: orderedSteps })),
      retry: (retry) => shaped(retry, keys.retry, {}),
    }),
  );
}

type Order = (value: Json) => Json;

/** Known keys first, in their order; whatever else there is keeps its own. */
function shaped(
  value: Json,
  order: readonly string[],
  inner: { readonly [key: string]: Order },
): Json {
  if (!isJsonObject(value)) return value;
  const rest = Object.keys(value).filter((key) => !order.includes(key));
  const names = [...order.filter((key) => Object.hasOwn(value, key)), ...rest];
  return Object.fromEntries(
    names.map((name) => {
      const own = value[name] as Json;
      const deeper = Object.hasOwn(inner, name) ? inner[name] : undefined;
      return [name, deeper ? deeper(own) : own];
    }),
  );
}

function each(value: Json, order: Order): Json {
  return isJsonArray(value) ? value.map(order) : value;
}

/** An empty config is what a definition without one has: it says nothing. */
function withoutEmptyConfig(value: Json): Json {
  if (!isJsonObject(value) || !isEmpty(value["config"])) return value;
  const { config: _, ...rest } = value;
  return rest;
}

function isEmpty(config: Json | undefined): config is JsonObject {
  return isJsonObject(config) && Object.keys(config).length === 0;
}
