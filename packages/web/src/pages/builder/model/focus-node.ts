/** The step on the canvas or its row in the outline takes the focus, as soon as it is there. */
export function focusNode(id: string): void {
  requestAnimationFrame(() => {
    const node = document.querySelector<HTMLElement>(`[data-node="${id}"]`);
    (node?.closest<HTMLElement>("[role=row]") ?? node)?.focus();
  });
}
