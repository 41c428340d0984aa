import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/* The texts that pages load beside their script, as their routes name them. */

const source = join(import.meta.dirname, "..");

interface PageTexts {
  /** The whole path of its module. */
  readonly page: string;
  readonly texts: readonly string[];
}

const calls =
  /(?:lazyPage|withTexts)\(\s*\(\) => import\("([^"]+)"\),\s*(?:"\w+",\s*)?\[([^\]]*)\]/g;

export function pageTexts(): readonly PageTexts[] {
  const routes = readdirSync(join(source, "pages"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith("routes.ts"))
    .map((name) => join("pages", name));
  return [...routes, "app/dock.tsx", "app/help.tsx"].flatMap((name) => {
    const file = join(source, name);
    return [...readFileSync(file, "utf8").matchAll(calls)].map(([, path = "", names = ""]) => ({
      page: join(dirname(file), path),
      texts: [...names.matchAll(/\w+/g)].map(([text]) => text),
    }));
  });
}
