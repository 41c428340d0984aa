import type { Json, TriggerDefinition } from "@stepwell/core";

interface Input {
  readonly name: string;
  readonly type?: string;
}

const samples: Readonly<Record<string, Json>> = {
  text: "",
  number: 0,
  boolean: false,
  date: "2026-01-31",
  date_time: "2026-01-31T12:00:00Z",
  json: {},
};

/** An object with every input that the trigger declares, to be filled in. */
export function sampleInput({ config }: TriggerDefinition): Record<string, Json> {
  const { inputs = [] } = config as { readonly inputs?: readonly Input[] };
  return Object.fromEntries(inputs.map(({ name, type = "text" }) => [name, samples[type] ?? ""]));
}

/** What was typed; undefined where it is no JSON. */
export function inputOf(text: string): unknown {
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
}
