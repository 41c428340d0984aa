import type { Definition } from "@stepwell/core";

/** The contract calls it JSON; the server has parsed it. */
export function definitionOf(draft: { readonly definition: unknown }): Definition {
  return draft.definition as Definition;
}
