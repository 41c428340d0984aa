import type { Definition } from "./definition.ts";
import { walkSteps } from "./edit/tree.ts";
import type { Registry } from "./registry.ts";

/** Names of the connections that a definition's steps use. */
export function connectionUses(definition: Definition, registry: Registry): readonly string[] {
  return [...walkSteps(definition)].flatMap(({ step }) => {
    const { connection } = step.config as { readonly connection?: unknown };
    const takesOne = registry.steps.get(step.type)?.connectionKinds !== undefined;
    return takesOne && typeof connection === "string" ? [connection] : [];
  });
}
