/**
 * The step on the canvas or its row in the outline takes the focus: at once, so that the next key is
 * already its own, or as soon as it is there.
 */
export function focusNode(id: string): void {
  if (!focusNow(id)) requestAnimationFrame(() => focusNow(id));
}

function focusNow(id: string): boolean {
  const node = document.querySelector<HTMLElement>(`[data-node="${id}"]`);
  const place = node?.closest<HTMLElement>("[role=row]") ?? node;
  place?.focus();
  return place !== null && place !== undefined && place === document.activeElement;
}
