/* Steps of the catalogue's types, as short as tests need them. */

/** An action; its answer is told by the path (see world.suite.ts). */
export function act(id: string, path = "", more: object = {}): object {
  return { id, type: "http", config: { method: "POST", url: `http://${id}/${path}` }, ...more };
}

export function actOnce(id: string, path = ""): object {
  return {
    id,
    type: "http",
    config: { method: "POST", url: `http://${id}/${path}`, atMostOnce: true },
  };
}

export function calculate(id: string, expression: string): object {
  return { id, type: "calculate", config: { engine: "formula", expression } };
}

/** It runs until the test ends it. */
export function script(id: string): object {
  return { id, type: "script", config: { code: "for (;;);" } };
}

export function delay(id: string, amount: number, unit = "seconds"): object {
  return { id, type: "delay", config: { for: { amount, unit } } };
}

export function output(value: unknown): object {
  return { id: "out", type: "output", config: { value } };
}

export function both(id: string, ...branches: readonly (readonly object[])[]): object {
  const named = branches.map((steps, index) => ({ id: `b${index}`, steps }));
  return { id, type: "parallel", config: { mode: "all" }, branches: named };
}
