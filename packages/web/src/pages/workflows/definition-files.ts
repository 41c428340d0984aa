/* Definitions as files: `name.flow.json`, one definition or a list of them. */

export function saveDefinitions(definitions: readonly unknown[]): void {
  const [first] = definitions;
  const content = definitions.length === 1 ? first : definitions;
  const name = definitions.length === 1 ? fileName(first) : "workflows.flow.json";
  const blob = new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** `Large orders!` is `large-orders.flow.json`. */
export function fileName(definition: unknown): string {
  const { name = "" } = Object(definition) as { readonly name?: string };
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
  return `${plain === "" ? "workflow" : plain}.flow.json`;
}

export type FileRead =
  | { readonly ok: true; readonly definitions: readonly Record<string, unknown>[] }
  | { readonly ok: false; readonly reason: "no_json" | "no_definition" };

export function readDefinitions(text: string): FileRead {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { ok: false, reason: "no_json" };
  }
  const all: readonly unknown[] = Array.isArray(content) ? content : [content];
  const definitions = all.filter(isDefinition);
  return all.length > 0 && definitions.length === all.length
    ? { ok: true, definitions }
    : { ok: false, reason: "no_definition" };
}

function isDefinition(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && "trigger" in value && "steps" in value;
}
