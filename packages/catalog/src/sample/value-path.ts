import { parseReference, type Path } from "@stepwell/core";

/** A path inside a value, in the grammar of templates without the root: `items[0].price`. */
export function parsePath(path: string): Path | undefined {
  const parsed = parseReference(path.startsWith("[") ? `item${path}` : `item.${path}`);
  return parsed.ok && parsed.reference.path.length > 0 ? parsed.reference.path : undefined;
}

export const pathHint = 'write a path such as order.items[0].price or ["odd name"]';
