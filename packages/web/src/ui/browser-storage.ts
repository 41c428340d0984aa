/*
 * What the browser keeps for the person: for good, or for one tab. Where its room is full, or it may
 * not keep anything, it is as if nothing had been kept. Nobody else asks the browser for it.
 */

function attempt<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

export function readKept(key: string): string | null {
  return attempt(() => localStorage.getItem(key), null);
}

/** @returns whether it is kept */
export function keep(key: string, value: string): boolean {
  return attempt(() => {
    localStorage.setItem(key, value);
    return true;
  }, false);
}

export function forgetKept(key: string): void {
  attempt(() => localStorage.removeItem(key), undefined);
}

export function keptKeys(): readonly string[] {
  return attempt(
    () =>
      Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index)).filter(
        (key) => key !== null,
      ),
    [],
  );
}

export function readOfTab(key: string): string | null {
  return attempt(() => sessionStorage.getItem(key), null);
}

export function keepForTab(key: string, value: string): void {
  attempt(() => sessionStorage.setItem(key, value), undefined);
}
