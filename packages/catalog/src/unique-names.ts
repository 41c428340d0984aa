import type { z } from "zod";

/** No two entries of a list in a config have the same name. */
export function checkUniqueNames(
  entries: readonly { readonly name: string }[],
  context: z.RefinementCtx,
): void {
  const names = entries.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice === -1) return;
  const message = `the name "${names[twice]}" is given twice`;
  context.addIssue({ code: "custom", path: [twice, "name"], message });
}
