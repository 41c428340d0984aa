/*
 * Whether somebody is pressing something: what would move meanwhile would be missed. Noted from the
 * first time that anybody asks on; `:active` would not do, as fingers have it only when they are up.
 */

const pressed = new Set<number>();
const waiting = new Set<() => void>();
let isNoted = false;

function note(): void {
  const up = ({ pointerId }: PointerEvent): void => {
    pressed.delete(pointerId);
    if (pressed.size > 0) return;
    // The click comes after it.
    for (const go of waiting) setTimeout(go);
    waiting.clear();
  };
  const always = { capture: true };
  addEventListener("pointerdown", ({ pointerId }) => pressed.add(pointerId), always);
  addEventListener("pointerup", up, always);
  addEventListener("pointercancel", up, always);
}

/** From now on it is known who presses. */
export function notePresses(): void {
  if (!isNoted) note();
  isNoted = true;
}

/** Done when nothing is pressed any more; at once where nothing is. */
export async function afterPress(): Promise<void> {
  if (pressed.size === 0) return;
  await new Promise<void>((go) => waiting.add(go));
}
