/**
 * Waits until whoever is pressing something has let go of it: what would move meanwhile would be
 * missed. Done at once where nothing is pressed.
 */
export async function afterPress(): Promise<void> {
  if (document.querySelector("body :active") === null) return;
  await new Promise<void>((go) => {
    const end = new AbortController();
    const released = (): void => {
      end.abort();
      // The click comes after it.
      setTimeout(go);
    };
    for (const name of ["pointerup", "pointercancel"])
      addEventListener(name, released, { capture: true, signal: end.signal });
  });
}
