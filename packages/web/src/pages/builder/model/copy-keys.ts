import { forgetKept, keptKeys } from "../../../ui/browser-storage.ts";

/* Where the copies of drafts stand in the browser: by person, workflow and tab. */

export function copyPrefix(...parts: readonly string[]): string {
  return ["stepwell.draft", ...parts, ""].join(".");
}

export function keysWith(prefix: string): readonly string[] {
  return keptKeys().filter((key) => key.startsWith(prefix));
}

/** Whether edits of that person are here that the server does not have. */
export function hasCopiesOf(userId: string): boolean {
  return keysWith(copyPrefix(userId)).length > 0;
}

/** Who signs out leaves none of his drafts in the browser. */
export function forgetCopiesOf(userId: string): void {
  for (const key of keysWith(copyPrefix(userId))) forgetKept(key);
}
