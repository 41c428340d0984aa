/* A finger that rests is about to drag; one that moves at once scrolls or pans. */

const holdMs = 300;
/** Fingers tremble. */
const restPx = 10;

interface Hold {
  /** Ended from outside: it was let go. */
  readonly signal: AbortSignal;
  readonly onHeld: () => void;
  /** It moved away too early, or another finger came. */
  readonly onGone: () => void;
}

/**
 * The ref of every pane where steps are dragged. Safari lets a touch be kept from scrolling only where
 * such a listener was there before the touch began (WebKit 163207).
 */
export function keepsTouches(pane: HTMLElement | null): () => void {
  const listen = (): void => undefined;
  pane?.addEventListener("touchmove", listen, { passive: false });
  return () => pane?.removeEventListener("touchmove", listen);
}

export function watchHold(pressed: PointerEvent, { signal, onHeld, onGone }: Hold): void {
  let isHeld = false;
  const timer = setTimeout(() => {
    isHeld = true;
    // Those who wait for the end of a press wait in vain: it has become a drag.
    const { pointerId, pointerType, target } = pressed;
    const told = new PointerEvent("pointercancel", { pointerId, pointerType, bubbles: true });
    target?.dispatchEvent(told);
    onHeld();
  }, holdMs);
  signal.addEventListener("abort", () => clearTimeout(timer));
  const move = ({ pointerId, clientX, clientY }: PointerEvent): void => {
    const way = Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY);
    if (!isHeld && pointerId === pressed.pointerId && way > restPx) onGone();
  };
  addEventListener("pointermove", move, { signal });
  const another = ({ pointerId }: PointerEvent): void => {
    if (pointerId !== pressed.pointerId) onGone();
  };
  addEventListener("pointerdown", another, { signal });
  const keep = (event: Event): void => {
    if (isHeld) event.preventDefault();
  };
  // The browser's own scrolling, and what it does with a long press.
  addEventListener("touchmove", keep, { signal, passive: false });
  for (const name of ["contextmenu", "dragstart"] as const)
    addEventListener(name, (event) => event.preventDefault(), { signal, capture: true });
}
