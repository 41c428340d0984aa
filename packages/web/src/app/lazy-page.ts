import { lazyRouteComponent } from "@tanstack/react-router";
import i18next from "i18next";

type Lazy = typeof lazyRouteComponent;

/**
 * A page that is loaded when it is first visited, together with the texts of all that it shows: a
 * table or list must not wait for texts while it takes its rows in. A test compares the names.
 */
export function lazyPage<Module extends Record<string, unknown>>(
  load: () => Promise<Module>,
  name: keyof Module & string,
  texts: readonly string[],
): ReturnType<Lazy> {
  return lazyRouteComponent(() => withTexts(load, texts) as never, name);
}

/** The module, when the texts are there as well. */
export async function withTexts<Module>(
  load: () => Promise<Module>,
  texts: readonly string[],
): Promise<Module> {
  const [module] = await Promise.all([load(), i18next.loadNamespaces(texts)]);
  return module;
}
