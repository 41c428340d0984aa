/** How long a step may take to come into view, where the drawing has to move first. */
const waitMs = 600;

/**
 * The step on the canvas or its row in the outline takes the focus: at once, so that the next key is
 * already its own, or as soon as it is there.
 */
export function focusNode(id: string): void {
  const until = performance.now() + waitMs;
  const look = (): void => {
    if (!focusNow(id) && performance.now() < until) requestAnimationFrame(look);
  };
  look();
}

/** Who works on the drawing goes along to what is chosen next; who works elsewhere stays there. */
export function focusAlong(id: string): void {
  const focused = document.activeElement;
  const isOnDrawing = focused?.matches("[data-node], [role=row]:has([data-node])") === true;
  if (focused === document.body || isOnDrawing) focusNode(id);
}

function focusNow(id: string): boolean {
  const node = document.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
  const place = node?.closest<HTMLElement>("[role=row]") ?? node;
  place?.focus();
  return place !== null && place !== undefined && place === document.activeElement;
}
