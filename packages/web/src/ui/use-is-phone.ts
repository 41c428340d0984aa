import { useSyncExternalStore } from "react";

/* As Tailwind's `sm`: what is narrower has one thing at a time. */
const phone = "(width < 43.75rem)";

export function useIsPhone(): boolean {
  return useSyncExternalStore(watch, isPhone);
}

export function isPhone(): boolean {
  return matchMedia(phone).matches;
}

function watch(onChange: () => void): () => void {
  const query = matchMedia(phone);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
