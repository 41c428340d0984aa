/* Whoever wants the list of keys asks for it here; the shell shows it. */

const listeners = new Set<() => void>();

export function openHelp(): void {
  for (const listener of listeners) listener();
}

export function onHelp(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
