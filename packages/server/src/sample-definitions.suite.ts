/* Definitions for tests of the API, as short as they can be. */

interface More {
  readonly name?: string;
  readonly settings?: object;
}

function definition(trigger: object, steps: readonly object[], more: More = {}): object {
  return { format: "stepwell/v1", name: "A workflow", trigger, steps, ...more };
}

export function manual(steps: readonly object[], config: object = {}, more: More = {}): object {
  return definition({ type: "manual", config }, steps, more);
}

export function webhook(steps: readonly object[], config: object = {}, more: More = {}): object {
  return definition({ type: "webhook", config }, steps, more);
}

/** Listens to events of one type. */
export function onEvent(type: string, steps: readonly object[], more: object = {}): object {
  const { when, ...rest } = more as { readonly when?: object };
  return definition({ type: "event", config: { type }, ...(when && { when }) }, steps, rest);
}

export function calculate(id: string, expression: string): object {
  return { id, type: "calculate", config: { engine: "formula", expression } };
}

export function output(value: unknown): object {
  return { id: "out", type: "output", config: { value } };
}

export function delay(id = "wait", amount = 1, unit = "days"): object {
  return { id, type: "delay", config: { for: { amount, unit } } };
}

export function failing(message = "as it was told"): object {
  return { id: "fail", type: "end", config: { result: "fail", message } };
}

export function respond(config: object): object {
  return { id: "answer", type: "respond", config };
}

export function post(id: string, url: string, more: object = {}): object {
  return { id, type: "http", config: { method: "POST", url, body: {} }, ...more };
}

/** A definition that can be saved, but never published: it refers to a step that is not there. */
export const unpublishable = manual([output("{{ steps.nobody }}")]);
