import { keep, readKept } from "../ui/browser-storage.ts";

const storageKey = "stepwell.environment";

/** Where the person was last. */
export function lastEnvironment(): string {
  return readKept(storageKey) ?? "live";
}

export function rememberEnvironment(name: string): void {
  keep(storageKey, name);
}
