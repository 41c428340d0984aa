const storageKey = "stepwell.environment";

/** Where the person was last. */
export function lastEnvironment(): string {
  return localStorage.getItem(storageKey) ?? "live";
}

export function rememberEnvironment(name: string): void {
  localStorage.setItem(storageKey, name);
}
