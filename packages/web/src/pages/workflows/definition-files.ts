/* Definitions as files: `name.flow.json` or `name.flow.yaml`, one definition or a list of them. */

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
  | { readonly ok: false; readonly reason: "unreadable" | "no_definition" };

export async function readDefinitions(text: string): Promise<FileRead> {
  const content = await parsed(text);
  if (content === undefined) return { ok: false, reason: "unreadable" };
  const all: readonly unknown[] = Array.isArray(content) ? content : [content];
  const definitions = all.filter(isDefinition);
  return all.length > 0 && definitions.length === all.length
    ? { ok: true, definitions }
    : { ok: false, reason: "no_definition" };
}

/** JSON is YAML too; its reader is loaded only where it is needed. */
async function parsed(text: string): Promise<unknown> {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { parse } = await import("yaml");
    try {
      return parse(text) as unknown;
    } catch {
      return undefined;
    }
  }
}

function isDefinition(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && "trigger" in value && "steps" in value;
}
