import type { Json } from "@stepwell/core";

export type JsonRead =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly message: string };

export function readJson(text: string): JsonRead {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
